'use client';

import { useState } from 'react';
import { Cell, Grid } from '../../ui/grid.tsx';
import { ComparePanel } from './compare/compare-panel.tsx';
import { RunForm } from './form/run-form.tsx';
import { HistoryPanel } from './runs/history-panel.tsx';
import { RunningPanel } from './runs/running-panel.tsx';
import { SearchesPanel } from './searches/searches-panel.tsx';
import { useBacktestRuns } from './use-backtests.ts';

/** Ask on the left, see what came of it on the right. */
export function BacktestsPage() {
  const runs = useBacktestRuns().data;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const known = chosen.filter((id) => runs?.some((run) => run.id === id) ?? false);
  return (
    <Grid title="Backtests">
      <Cell span={4}>
        <RunForm />
      </Cell>
      <Cell span={8}>
        <RunningPanel runs={runs} />
        <HistoryPanel runs={runs} chosen={known} onChoose={setChosen} />
      </Cell>
      <Cell span={12}>
        <ComparePanel chosen={known} />
      </Cell>
      <Cell span={12}>
        <SearchesPanel />
      </Cell>
    </Grid>
  );
}
