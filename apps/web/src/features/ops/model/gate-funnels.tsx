'use client';

import type { GateStatus } from '@quarterdeck/core/contract/agent/agent-status.schema';
import { formatCount, formatShare } from '../../../format/ratio.ts';
import { Chip } from '../../../ui/chip.tsx';
import { Age } from '../../../ui/moment.tsx';
import styles from './model.module.css';

const HEADERS = ['Symbol', 'Ticks', 'Evaluations', 'Passes', 'Of them', 'Wakes', 'Question'];

/** From the ticks of each symbol to the questions they became, and the one that is open. */
export function GateFunnels({ gates }: { readonly gates: readonly GateStatus[] }) {
  return (
    <div className={styles.wide}>
      <table className={styles.table} aria-label="Gates by symbol">
        <thead>
          <tr>
            {HEADERS.map((header) => (
              <th key={header} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {gates.map((gate) => (
            <GateRow key={gate.symbol} gate={gate} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function GateRow({ gate }: { readonly gate: GateStatus }) {
  const { symbol, ticks, evaluations, passes, wakeConditions, isSilent, tsAsked } = gate;
  return (
    <tr data-testid={`gate-${symbol}`}>
      <th scope="row">
        <b>{symbol}</b> {isSilent ? <Chip tone="held">silent</Chip> : null}
      </th>
      <td className="figure">{formatCount(ticks)}</td>
      <td className="figure">{formatCount(evaluations)}</td>
      <td className="figure">{formatCount(passes)}</td>
      <td className="figure">{evaluations === 0 ? '–' : formatShare(passes / evaluations, 3)}</td>
      <td className="figure" title="Wake conditions of the model that stand">
        {wakeConditions}
      </td>
      <td title={gate.questionId ?? undefined}>
        {tsAsked === null ? (
          <span className={styles.why}>none open</span>
        ) : (
          <Chip tone="accent">
            open <Age ts={tsAsked} />
          </Chip>
        )}
      </td>
    </tr>
  );
}
