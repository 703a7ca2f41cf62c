'use client';

import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import { formatElapsed } from '../../../format/elapsed.ts';
import { formatCount, formatShare } from '../../../format/ratio.ts';
import { formatUsd } from '../../../format/usd.ts';
import { Chip } from '../../../ui/chip.tsx';
import { Panel, PanelNote } from '../../../ui/panel.tsx';
import { shortModel } from '../outcome-look.ts';
import styles from './detail.module.css';
import { sumTokens } from './sum-tokens.ts';

type Attempt = DecisionRecord['attempts'][number];

/** Every request on the wire with its tokens, and what they cost. */
export function ModelCallPanel({ record }: { readonly record: DecisionRecord }) {
  const { attempts, cost } = record;
  const { cachedShare } = sumTokens(attempts);
  return (
    <Panel title="Attempts and cost" age="" testId="decision-cost">
      {attempts.length === 0 ? (
        <PanelNote
          what="Nothing was asked"
          why="The rules decide without a model and cost nothing."
        />
      ) : (
        <div className={styles.wide}>
          <table className={styles.table} aria-label="Attempts">
            <thead>
              <tr>
                <th scope="col">Attempt</th>
                <th scope="col">Ended</th>
                <th scope="col">Took</th>
                <th scope="col">Input</th>
                <th scope="col">From cache</th>
                <th scope="col">Output</th>
              </tr>
            </thead>
            <tbody>
              {attempts.map((attempt) => (
                <AttemptRow key={attempt.attempt} attempt={attempt} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className={styles.hint}>
        <span className="figure" title={`${cost.total} US dollars`}>
          {formatUsd(cost.total)}
        </span>{' '}
        at prices of {cost.priceTableVersion}
        {Number(cost.seen) > 0 ? `, ${formatUsd(cost.seen)} of it a lower bound` : ''}
        {cost.unbilled > 0 ? `; ${cost.unbilled} attempts may be billed besides` : ''}.
        {cachedShare === null
          ? ''
          : ` ${formatShare(cachedShare, 0)} of the prompt came from the cache.`}
      </p>
    </Panel>
  );
}

function AttemptRow({ attempt }: { readonly attempt: Attempt }) {
  const { usage, end, failure, status, tsSent, tsEnded, model, detail } = attempt;
  const fresh = usage && usage.inputTokens + usage.cacheWrite5m + usage.cacheWrite1h;
  return (
    <tr title={detail === '' ? undefined : detail}>
      <th scope="row" className={styles.whole}>
        {attempt.attempt}, {shortModel(model)}
      </th>
      <td>
        <Chip tone={end === 'message' ? 'good' : 'broken'}>
          {end === 'message' ? '✓' : '✗'} {failure ?? end} {status ?? ''}
        </Chip>
      </td>
      <td className="figure">{formatElapsed(tsEnded - tsSent)}</td>
      <td className="figure">{fresh === null ? '–' : formatCount(fresh)}</td>
      <td className="figure">{usage === null ? '–' : formatCount(usage.cacheRead)}</td>
      <td className="figure" title={usage ? `${usage.thinkingTokens} of them thinking` : undefined}>
        {usage === null ? '–' : formatCount(usage.outputTokens)}
      </td>
    </tr>
  );
}
