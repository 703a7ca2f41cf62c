'use client';

import type { SearchDetail } from '@quarterdeck/core/contract/search-detail.schema';
import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import type { ScoreRow } from '../../../../charts/score-chart.tsx';
import { Panel, PanelNote, PanelSkeleton } from '../../../../ui/panel.tsx';
import { objectiveText, scoreText } from '../search-text.ts';
import styles from './detail.module.css';
import { scoreRows } from './score-rows.ts';

const ScoreChart = dynamic(
  () => import('../../../../charts/score-chart.tsx').then((module) => module.ScoreChart),
  { ssr: false, loading: () => <PanelSkeleton rows={8} /> },
);
const ScoreMark = dynamic(
  () => import('../../../../charts/score-chart.tsx').then((module) => module.ScoreMark),
  { ssr: false },
);

/** A line far above every score would press them all into one. */
function isWithinReach(luck: number, rows: readonly ScoreRow[]): boolean {
  const scores = rows.flatMap(({ inSample, outOfSample }) => [inSample ?? [], outOfSample ?? []]);
  const [low, high] = [Math.min(...scores.flat()), Math.max(...scores.flat())];
  return luck <= high + 1.5 * (high - low);
}

interface ScorePanelProps {
  readonly detail: SearchDetail;
  readonly chosen: number | undefined;
}

/** What each try scored where it was searched, and the few that were tried where it was not. */
export function ScorePanel({ detail, chosen }: ScorePanelProps) {
  const { run, trials } = detail;
  const rows = useMemo(() => scoreRows(trials), [trials]);
  const scored = rows.filter(({ inSample }) => inSample !== null).length;
  const hasOutside = rows.some(({ outOfSample }) => outOfSample !== null);
  // The verdict is about Sharpe ratios: beside any other score it would be a line of another unit.
  const luck =
    run.request.objective === 'sharpe' ? (run.verdict?.expectedBestOfNoise ?? null) : null;
  const isDrawn = luck !== null && isWithinReach(luck, rows);
  return (
    <Panel
      title="Score by trial"
      count={`${objectiveText(run.request)} · ${scored} with a score`}
      age=""
      testId="search-scores"
    >
      {scored < 2 ? (
        <div className={styles.chart}>
          <PanelNote
            what="Nothing to draw yet"
            why={`A trial has a score once it has closed at least ${run.request.min_trades} trades.`}
          />
        </div>
      ) : (
        <>
          <ul className={styles.legend} aria-label="Marks of the chart">
            <li>
              <ScoreMark of="inSample" /> in sample
            </li>
            {hasOutside ? (
              <li>
                <ScoreMark of="outOfSample" /> out of sample
              </li>
            ) : null}
            <li>
              <ScoreMark of="best" /> best so far
            </li>
            {luck === null ? null : (
              <li>
                <ScoreMark of="luck" /> luck alone
                {isDrawn ? '' : `: ${scoreText(luck, run.request)}, above the chart`}
              </li>
            )}
          </ul>
          <div className={styles.chart}>
            <ScoreChart
              rows={rows}
              luck={isDrawn ? luck : null}
              chosen={chosen}
              say={(value) => scoreText(value, run.request)}
            />
          </div>
        </>
      )}
    </Panel>
  );
}
