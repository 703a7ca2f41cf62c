'use client';

import type { StoredDecision } from '@quarterdeck/core/contract/agent/decision-list.schema';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import { formatAge } from '../../../format/age.ts';
import { countOf } from '../../../format/ratio.ts';
import { formatShort } from '../../../format/short-figure.ts';
import { formatSignedPct } from '../../../format/signed-pct.ts';
import { Button } from '../../../ui/button.tsx';
import { Panel, PanelNote } from '../../../ui/panel.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { decisionPath } from '../decision-path.ts';
import { useDecision } from '../use-decisions.ts';
import { compareSnapshots, type FigureChange } from './compare-snapshots.ts';
import styles from './detail.module.css';
import { FigureId } from './figure-id.tsx';
import { readSnapshot } from './snapshot-figures.ts';

const FIRST_ROWS = 12;

/** The figures that differ from those of the symbol's last decision, the biggest change first. */
export function ChangesPanel({ stored }: { readonly stored: StoredDecision }) {
  const { previousId, record } = stored;
  const before = useDecision(previousId);
  return (
    <Panel title="What changed" count="since the last decision" age="" testId="decision-changes">
      {previousId === null ? (
        <PanelNote
          what={`The first decision of ${record.symbol}`}
          why="There is none before it to compare with."
        />
      ) : (
        <QueryState query={before} what="The decision before" skeletonRows={6}>
          {(past) =>
            past === null ? (
              <PanelNote what="The decision before is gone" />
            ) : (
              <Changes stored={stored} past={past} />
            )
          }
        </QueryState>
      )}
    </Panel>
  );
}

interface ChangesProps {
  readonly stored: StoredDecision;
  readonly past: StoredDecision;
}

function Changes({ stored, past }: ChangesProps) {
  const [isWhole, setIsWhole] = useState(false);
  const { changes, unchanged, appeared, vanished } = useMemo(
    () =>
      compareSnapshots(
        readSnapshot(past.record.snapshot.text),
        readSnapshot(stored.record.snapshot.text),
      ),
    [past, stored],
  );
  if (changes.length + appeared.length + vanished.length === 0) {
    return (
      <PanelNote
        what={unchanged === 0 ? 'No figures to compare' : 'No figure changed'}
        why={
          unchanged === 0
            ? 'One of the two texts names none.'
            : `All ${unchanged} stand as they did.`
        }
      />
    );
  }
  return (
    <>
      <div className={styles.wide}>
        <table className={styles.table} aria-label="Figures that changed">
          <thead>
            <tr>
              <th scope="col">Figure</th>
              <th scope="col">Then</th>
              <th scope="col">Now</th>
              <th scope="col">Change</th>
            </tr>
          </thead>
          <tbody>
            {changes.slice(0, isWhole ? undefined : FIRST_ROWS).map((change) => (
              <ChangeRow key={change.id} change={change} />
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.hint}>
        Against <Link href={decisionPath(past.record.decisionId)}>{past.record.decisionId}</Link>,{' '}
        {formatAge(stored.record.tsDecision - past.record.tsDecision)} before.{' '}
        {countOf(changes.length, 'figure')} changed, {unchanged} did not
        {appeared.length > 0 ? `; new: ${appeared.join(', ')}` : ''}
        {vanished.length > 0 ? `; gone: ${vanished.join(', ')}` : ''}.{' '}
        {changes.length > FIRST_ROWS ? (
          <Button isSmall onClick={() => setIsWhole(!isWhole)}>
            {isWhole ? 'Only the biggest' : `All ${changes.length}`}
          </Button>
        ) : null}
      </p>
    </>
  );
}

function ChangeRow({ change }: { readonly change: FigureChange }) {
  const { id, before, after } = change;
  const turned = before !== 0 && before * after <= 0;
  const percent = before === 0 ? null : ((after - before) / Math.abs(before)) * 100;
  return (
    <tr>
      <th scope="row">
        <FigureId id={id} />
      </th>
      <td className="figure" title={String(before)}>
        {formatShort(before)}
      </td>
      <td className="figure" title={String(after)}>
        {formatShort(after)}
      </td>
      <td className="figure">
        {turned ? 'turned' : percent === null ? 'from zero' : formatSignedPct(percent)}
      </td>
    </tr>
  );
}
