'use client';

import { Panel } from '../../../ui/panel.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { TablePanel } from '../../../ui/table-panel.tsx';
import { isNote } from '../proof-rows.ts';
import type { useProofRuns } from '../use-proofs.ts';
import { proofColumns } from './run-columns.tsx';

const BODY_HEIGHT = 214;

interface RunsPanelProps {
  readonly runs: ReturnType<typeof useProofRuns>;
  readonly selected: string | undefined;
  readonly onSelect: (runId: string) => void;
}

/** Every run whose folder is kept; a row shows its report below. */
export function RunsPanel({ runs, selected, onSelect }: RunsPanelProps) {
  if (runs.data === undefined && runs.isError) {
    return (
      <Panel title="Runs" bodyHeight={BODY_HEIGHT} age="" testId="proof-runs">
        <QueryState query={runs} what="The list of proofs">
          {() => null}
        </QueryState>
      </Panel>
    );
  }
  return (
    <TablePanel
      title="Runs"
      storageKey="proofs"
      columns={proofColumns(selected)}
      rows={runs.data}
      keyOf={({ runId }) => runId}
      textOf={(row) => `${row.runId} ${row.state} ${isNote(row) ? '' : row.kind}`}
      rowTestId={({ runId }) => `proof-${runId}`}
      bodyHeight={BODY_HEIGHT}
      isFixed
      isHistory
      hasFilter
      age=""
      onOpen={({ runId }) => onSelect(runId)}
      testId="proof-runs"
      empty={{
        what: 'No runs yet',
        why: 'Run the proof above, or npx quarterdeck verify. The 50 newest folders in proof, below the home of this desk, stand here.',
      }}
    />
  );
}
