'use client';

import { useState } from 'react';
import { Cell, Grid } from '../../ui/grid.tsx';
import { findRunning, lastFinished } from './proof-rows.ts';
import { SelectedProof } from './report/selected-proof.tsx';
import { RunsPanel } from './runs/runs-panel.tsx';
import { RunningPanel } from './start/running-panel.tsx';
import { StartPanel } from './start/start-panel.tsx';
import { useProofRuns } from './use-proofs.ts';
import { VerdictPanel } from './verdict-panel.tsx';

/** The last verdict, the way to a new one, and what stands behind each. */
export function ProofPage() {
  const runs = useProofRuns();
  const rows = runs.data;
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const running = rows && findRunning(rows);
  const selected =
    rows?.find(({ runId }) => runId === chosen) ?? (rows && (lastFinished(rows) ?? rows[0]));
  return (
    <Grid title="Proof">
      <Cell span={8}>
        <VerdictPanel runs={runs} />
      </Cell>
      <Cell span={4}>
        {running ? (
          <RunningPanel run={running} />
        ) : (
          <StartPanel onStarted={() => setChosen(undefined)} />
        )}
      </Cell>
      <Cell span={12}>
        <RunsPanel runs={runs} selected={selected?.runId} onSelect={setChosen} />
      </Cell>
      {selected ? <SelectedProof row={selected} isChosen={selected.runId === chosen} /> : null}
    </Grid>
  );
}
