'use client';

import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import { formatChance } from '../../../format/chance.ts';
import { Panel, PanelNote } from '../../../ui/panel.tsx';
import styles from './detail.module.css';

/** The learned weights it was shown, drawn for this decision, beside its own trust in each signal. */
export function SignalsPanel({ record }: { readonly record: DecisionRecord }) {
  const { draw, decision } = record;
  const names = Object.keys(
    draw?.weights ?? decision?.signalConfidence ?? {},
  ) as (keyof NonNullable<typeof draw>['weights'])[];
  return (
    <Panel
      title="Signals"
      count={draw?.regime.replace('|', ' · ')}
      age=""
      testId="decision-signals"
    >
      {names.length === 0 ? (
        <PanelNote what="No weights were drawn" why="Nothing was decided, or nothing is learned." />
      ) : (
        <div className={styles.wide}>
          <table className={styles.table} aria-label="Signals">
            <thead>
              <tr>
                <th scope="col">Signal</th>
                <th scope="col">Drawn</th>
                <th scope="col">Weight</th>
                <th scope="col">Trust stated</th>
              </tr>
            </thead>
            <tbody>
              {names.map((name) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td className="figure">{formatChance(draw?.samples[name] ?? null)}</td>
                  <td className="figure">{formatChance(draw?.weights[name] ?? null)}</td>
                  <td className="figure">
                    {formatChance(decision?.signalConfidence[name] ?? null)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {draw ? (
        <p className={styles.hint}>Seed {draw.seed}: the same draw can be made again.</p>
      ) : null}
    </Panel>
  );
}
