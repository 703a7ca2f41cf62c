'use client';

import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import { formatShort } from '../../../format/short-figure.ts';
import { Panel, PanelNote } from '../../../ui/panel.tsx';
import { Underscored } from '../../../ui/underscored.tsx';
import styles from './detail.module.css';
import { toSizeSteps, type SizeStep } from './size-steps.ts';

/** What each clamp allows: learning.md says how. */
const MEANINGS: Readonly<Record<string, string>> = {
  asked: 'full Kelly bet on the calibrated probability',
  kelly_fraction: 'share of the Kelly bet',
  kelly_cap: 'loss at the stop, for a Kelly bet',
  size_fraction: 'the model’s own size: may lower, never raise',
  risk_budget: 'loss at the stop, for any trade',
  symbol_room: 'what the exposure limit leaves in this symbol',
  total_room: 'what the exposure limit leaves in all',
  venue_minimum: 'smallest order of the venue, or nothing',
  final: 'what went into the order',
};

/** From the bet to the order, each clamp in turn with what it took. */
export function SizePanel({ record }: { readonly record: DecisionRecord }) {
  const { size, veto, decision } = record;
  return (
    <Panel title="Size" count={size?.unit} age="" testId="decision-size">
      {size === null ? (
        <PanelNote
          what="Nothing was sized"
          why={
            decision === null
              ? 'Without a decision there is no size.'
              : 'Only an opening is sized; nothing was to be opened.'
          }
        />
      ) : (
        <div className={styles.wide}>
          <table className={styles.table} aria-label="Clamps of the size">
            <thead>
              <tr>
                <th scope="col">Clamp</th>
                <th scope="col">Before</th>
                <th scope="col">After</th>
                <th scope="col" className={styles.bars}>
                  Of what was asked
                </th>
              </tr>
            </thead>
            <tbody>
              {toSizeSteps(size).map((step) => (
                <StepRow key={step.name} step={step} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {veto ? (
        <p className={styles.veto} data-testid="decision-veto">
          <b>
            <Underscored text={veto.code} />
          </b>
          {Object.entries(veto.numbers).map(([name, value]) => (
            <span key={name}>
              {name} <span className="figure">{value}</span>
            </span>
          ))}
        </p>
      ) : null}
    </Panel>
  );
}

function StepRow({ step }: { readonly step: SizeStep }) {
  const { name, before, after, left, taken } = step;
  const isEdge = before === null;
  return (
    <tr className={isEdge ? styles.edge : ''}>
      <th scope="row" title={MEANINGS[name]}>
        <Underscored text={name} />
      </th>
      <td className="figure">{before === null ? '' : formatShort(before)}</td>
      <td className="figure" title={String(after)}>
        {formatShort(after)}
      </td>
      <td>
        <div className={styles.barCell}>
          <span className={styles.bar} aria-hidden>
            <span className={styles.left} style={{ width: `${left * 100}%` }} />
            <span className={styles.taken} style={{ width: `${taken * 100}%` }} />
          </span>
          <span
            className={`figure ${styles.took}`}
            title={!isEdge && taken === 0 ? 'took nothing' : undefined}
          >
            {tookText(step)}
          </span>
        </div>
      </td>
    </tr>
  );
}

/** At both ends the share that is there, in between the share that was taken. */
function tookText({ before, left, taken }: SizeStep): string {
  if (before === null) return `${(left * 100).toFixed(1)} %`;
  return taken > 0 ? `−${(taken * 100).toFixed(1)} %` : '–';
}
