'use client';

import type { BacktestRun } from '@quarterdeck/core/contract/backtest-run.schema';
import { describeFailure } from '../../../trpc/refusal.ts';
import { Button } from '../../../ui/button.tsx';
import { Panel, PanelNote } from '../../../ui/panel.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { useEndBacktest, useRunsAsked } from '../use-backtests.ts';
import { dataText, strategiesText } from './request-text.ts';
import styles from './runs.module.css';

const BODY_HEIGHT = 116;

const isUnderWay = ({ state }: BacktestRun) => state === 'queued' || state === 'running';

/** What the workers do now. Two rows always have their place, so that a start moves nothing. */
export function RunningPanel({ runs }: { readonly runs: readonly BacktestRun[] | undefined }) {
  const cancel = useEndBacktest('cancel');
  const asked = useRunsAsked();
  const running = runs?.filter(isUnderWay) ?? [];
  return (
    <Panel
      title="Under way"
      count={runs && String(running.length)}
      bodyHeight={BODY_HEIGHT}
      testId="backtests-running"
      age={
        cancel.isError ? (
          <span className={styles.failure} role="alert">
            not cancelled: {describeFailure(cancel.error).code}
          </span>
        ) : undefined
      }
    >
      {runs === undefined ? (
        <QueryState query={asked} what="The list of runs" skeletonRows={3}>
          {() => null}
        </QueryState>
      ) : running.length === 0 ? (
        <PanelNote
          what="No run under way"
          why="A run works in a process of its own: quotes and the lock do not wait for it."
        />
      ) : (
        <ul className={styles.running} style={{ maxHeight: BODY_HEIGHT * 2 }}>
          {running.map((run) => (
            <li key={run.id} data-testid={`running-${run.id}`} data-progress={run.progress}>
              <span className={styles.what}>
                <b>{strategiesText(run.request)}</b>
                <span className={styles.dim}>{dataText(run.request)}</span>
              </span>
              <span className={`figure ${styles.share}`}>
                {run.state === 'queued' ? 'queued' : `${Math.round(run.progress * 100)} %`}
              </span>
              <Button isSmall disabled={cancel.isPending} onClick={() => cancel.mutate(run.id)}>
                Cancel
              </Button>
              <div className={styles.bar}>
                <ProgressBar label={`Progress of run ${run.id}`} share={run.progress} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
