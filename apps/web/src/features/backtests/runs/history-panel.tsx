'use client';

import type { BacktestRun } from '@quarterdeck/core/contract/backtest-run.schema';
import { useRouter } from 'next/navigation';
import { Button } from '../../../ui/button.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { TablePanel } from '../../../ui/table-panel.tsx';
import { useRunsAsked } from '../use-backtests.ts';
import { dataText, strategiesText } from './request-text.ts';
import { RUN_COLUMNS } from './run-columns.tsx';
import styles from './runs.module.css';

const BODY_HEIGHT = 660;

interface HistoryPanelProps {
  readonly runs: readonly BacktestRun[] | undefined;
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
}

/** Every run there has been; a row opens its report, a tick puts it into the comparison. */
export function HistoryPanel({ runs, chosen, onChoose }: HistoryPanelProps) {
  const router = useRouter();
  const asked = useRunsAsked();
  const toggle = (id: string) =>
    onChoose(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  const tick: Column<BacktestRun> = {
    id: 'compare',
    header: 'Compare',
    width: 62,
    cell: (run) => (
      <input
        type="checkbox"
        className={styles.tick}
        aria-label={`Compare run ${run.id}`}
        data-testid={`compare-${run.id}`}
        checked={chosen.includes(run.id)}
        disabled={run.state !== 'done'}
        onChange={() => toggle(run.id)}
      />
    ),
  };
  if (runs === undefined && asked.isError) {
    return (
      <Panel title="Runs" bodyHeight={BODY_HEIGHT} age="" testId="backtest-runs">
        <QueryState query={asked} what="The list of runs">
          {() => null}
        </QueryState>
      </Panel>
    );
  }
  return (
    <TablePanel
      title="Runs"
      storageKey="backtests"
      columns={[tick, ...RUN_COLUMNS]}
      rows={runs}
      keyOf={(run) => run.id}
      textOf={(run) =>
        `${strategiesText(run.request)} ${dataText(run.request)} ${run.state} ${run.by}`
      }
      rowTestId={(run) => `run-${run.id}`}
      bodyHeight={BODY_HEIGHT}
      isFixed
      isHistory
      hasFilter
      onOpen={(run) => router.push(`/backtests/${run.id}`)}
      testId="backtest-runs"
      tools={
        chosen.length > 0 ? (
          <Button isSmall onClick={() => onChoose([])}>
            Clear {chosen.length}
          </Button>
        ) : null
      }
      empty={{
        what: 'No runs yet',
        why: 'Fill the form, or run npx quarterdeck backtest. Every finished run is kept here.',
      }}
    />
  );
}
