'use client';

import type { StoredDecision } from '@quarterdeck/core/contract/agent/decision-list.schema';
import type { Mark } from '@quarterdeck/core/contract/agent/decision-result.schema';
import { formatShort } from '../../../format/short-figure.ts';
import { useEngineNow } from '../../../trpc/use-engine-now.ts';
import { DateClock } from '../../../ui/moment.tsx';
import { Pnl } from '../../../ui/money.tsx';
import { Panel } from '../../../ui/panel.tsx';
import styles from './detail.module.css';

const HORIZONS = [
  { horizon: '1h', ms: 3_600_000 },
  { horizon: '4h', ms: 14_400_000 },
  { horizon: '1d', ms: 86_400_000 },
] as const;

/** What it made, what the rules would have made on the same snapshot, and what doing nothing makes. */
export function ResultsPanel({ stored }: { readonly stored: StoredDecision }) {
  const { record, results } = stored;
  const trade = results.find((result) => result.kind === 'trade');
  const hasVeto = record.plays.vetoed !== null;
  return (
    <Panel title="Result" count="net, quote currency" age="" testId="decision-results">
      <div className={styles.wide}>
        <table className={styles.table} aria-label="Result by horizon">
          <thead>
            <tr>
              <th scope="col">After</th>
              <th scope="col">Done</th>
              <th scope="col">Rules</th>
              <th scope="col">Done − rules</th>
              {hasVeto ? <th scope="col">Held back</th> : null}
            </tr>
          </thead>
          <tbody>
            {HORIZONS.map(({ horizon, ms }) => (
              <HorizonRow
                key={horizon}
                horizon={horizon}
                tsDue={record.tsDecision + ms}
                stored={stored}
                hasVeto={hasVeto}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.hint}>
        {trade
          ? `Its trade closed by ${trade.exitReason}: `
          : record.orders.length > 0
            ? 'Its trade is open, or not attributed yet. '
            : 'It opened no trade. '}
        {trade ? (
          <>
            <Pnl value={trade.net} /> net of <span className="figure">{trade.fees}</span> fees.{' '}
          </>
        ) : null}
        Doing nothing makes 0. Marks are of the change of exposure, after fees, spread and funding,
        without tokens.
      </p>
    </Panel>
  );
}

interface HorizonRowProps {
  readonly horizon: string;
  readonly tsDue: number;
  readonly stored: StoredDecision;
  readonly hasVeto: boolean;
}

function HorizonRow({ horizon, tsDue, stored, hasVeto }: HorizonRowProps) {
  const now = useEngineNow();
  const result = stored.results.find((each) => each.kind === 'horizon' && each.horizon === horizon);
  if (result?.kind !== 'horizon') {
    const isDue = now !== undefined && now >= tsDue;
    return (
      <tr>
        <th scope="row">{horizon}</th>
        <td colSpan={hasVeto ? 4 : 3} className={styles.dim}>
          {isDue ? 'due since ' : 'comes at '}
          <DateClock ts={tsDue} />
          {isDue ? '; its prices are not known' : ''}
        </td>
      </tr>
    );
  }
  const { claude, rules, vetoed } = result;
  const difference = rules === null ? null : claude.net - rules.net;
  return (
    <tr>
      <th scope="row" title={`marked at ${formatShort(result.markPrice)}`}>
        {horizon}
      </th>
      <td>
        <Net mark={claude} />
      </td>
      <td>{rules === null ? 'not run' : <Net mark={rules} />}</td>
      <td>{difference === null ? '–' : <Pnl value={difference.toFixed(2)} />}</td>
      {hasVeto ? <td>{vetoed === null ? '–' : <Net mark={vetoed} />}</td> : null}
    </tr>
  );
}

function Net({ mark }: { readonly mark: Mark }) {
  const { gross, fees, slippage, funding, net, exit } = mark;
  const parts = `${gross.toFixed(2)} − fees ${fees.toFixed(2)} − slippage ${slippage.toFixed(2)} − funding ${funding.toFixed(2)}, left by ${exit}`;
  return (
    <span title={parts}>
      <Pnl value={net.toFixed(2)} />
    </span>
  );
}
