'use client';

import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import { useMemo } from 'react';
import { formatAge } from '../../../format/age.ts';
import { formatShort } from '../../../format/short-figure.ts';
import { Chip } from '../../../ui/chip.tsx';
import { Panel, PanelNote } from '../../../ui/panel.tsx';
import styles from './detail.module.css';
import { readSnapshot, type SeenSnapshot } from './snapshot-figures.ts';
import { FigureId } from './figure-id.tsx';
import { describeWake } from './describe-wake.ts';

type Decision = NonNullable<DecisionRecord['decision']>;

/** Why, in the decider's own words, with each figure it cites as it stood. */
export function ReasonPanel({ record }: { readonly record: DecisionRecord }) {
  const snapshot = useMemo(() => readSnapshot(record.snapshot.text), [record.snapshot.text]);
  const { decision, failure } = record;
  return (
    <Panel title="Reason" age="" testId="decision-reason">
      {decision === null ? (
        <PanelNote
          what="No reason: nothing was decided"
          why={failure === null ? 'The answer was not usable; it stands below.' : failure.detail}
        />
      ) : (
        <>
          <p className={styles.rationale} data-testid="rationale">
            {decision.rationale === '' ? 'No words were given.' : decision.rationale}
          </p>
          <EvidenceRows decision={decision} snapshot={snapshot} />
          <Terms decision={decision} />
        </>
      )}
    </Panel>
  );
}

interface EvidenceRowsProps {
  readonly decision: Decision;
  readonly snapshot: SeenSnapshot;
}

function EvidenceRows({ decision, snapshot }: EvidenceRowsProps) {
  if (decision.evidence.length === 0) return <p className={styles.hint}>No figure is cited.</p>;
  return (
    <div className={styles.wide}>
      <table className={styles.table} aria-label="Evidence">
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col">Stance</th>
            <th scope="col">Value shown</th>
            <th scope="col">Age then</th>
          </tr>
        </thead>
        <tbody>
          {decision.evidence.map(({ field, stance }) => {
            const figure = snapshot.find(field);
            return (
              <tr key={field}>
                <th scope="row">
                  <FigureId id={field} />
                </th>
                <td>
                  <Chip tone={stance === 'supports' ? 'neutral' : 'held'}>
                    {stance === 'supports' ? '+ supports' : '− opposes'}
                  </Chip>
                </td>
                <td className="figure" title={figure && String(figure.value)}>
                  {figure ? formatShort(figure.value) : 'not in the snapshot'}
                </td>
                <td className="figure">{figure ? formatAge(figure.ageS * 1_000) : '–'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function levelText(level: Decision['stop']): string {
  if (level === null) return 'none';
  return level.kind === 'atr' ? `${level.value} ATR away` : `at ${formatShort(level.value)}`;
}

function Terms({ decision }: { readonly decision: Decision }) {
  const { stop, takeProfit, invalidation, wake, nextCheckS, sizeFraction } = decision;
  return (
    <dl className={styles.facts}>
      <Term name="Asked for" value={`${(sizeFraction * 100).toFixed(0)} % of the risk budget`} />
      <Term name="Stop" value={levelText(stop)} />
      <Term name="Target" value={levelText(takeProfit)} />
      <Term
        name="Proved wrong by"
        value={invalidation ? describeWake(invalidation) : 'nothing named'}
      />
      <Term
        name="Looks again"
        value={[`after ${formatAge(nextCheckS * 1_000)}`, ...wake.map(describeWake)].join(
          ', or on ',
        )}
      />
    </dl>
  );
}

function Term({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
