'use client';

import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import type { BacktestRun } from '@quarterdeck/core/contract/backtest-run.schema';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { Button } from '../../../ui/button.tsx';
import { Cell, Grid } from '../../../ui/grid.tsx';
import { Age } from '../../../ui/moment.tsx';
import { Panel, PanelNote } from '../../../ui/panel.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { FinishedTradesPanel } from '../../trades/finished-trades-panel.tsx';
import { RunningPanel } from '../runs/running-panel.tsx';
import { elapsedText } from '../runs/request-text.ts';
import { useBacktestReport, useBacktestRuns, useEndBacktest } from '../use-backtests.ts';
import { GroupPanel } from './group-panel.tsx';
import { MonthlyHeat } from './monthly-heat.tsx';
import { ReportAssumptions } from './report-assumptions.tsx';
import { ReportCurves } from './report-curves.tsx';
import { ReportFigures } from './report-figures.tsx';
import { ReportHead } from './report-head.tsx';
import styles from './report.module.css';

/** One run: its report when it is done, its progress or its failure until then. */
export function ReportPage({ runId }: { readonly runId: string }) {
  const runs = useBacktestRuns();
  const run = runs.data?.find((each) => each.id === runId);
  // A run older than the list still has its report.
  const isReported = runs.data !== undefined && (run === undefined || run.state === 'done');
  const report = useBacktestReport(runId, isReported);
  return (
    <Grid title={`Backtest ${runId}`}>
      <Cell span={12}>
        <Crumbs runId={runId} run={run} />
      </Cell>
      {report.data ? (
        <ReportBody runId={runId} report={report.data} />
      ) : (
        <Cell span={12}>
          {run && run.state !== 'done' ? (
            <Unfinished run={run} />
          ) : (
            <Panel title={`Run ${runId}`} bodyHeight={640} age="">
              <QueryState query={report} what="The report" skeletonRows={16}>
                {() => null}
              </QueryState>
            </Panel>
          )}
        </Cell>
      )}
    </Grid>
  );
}

function Crumbs({ runId, run }: { readonly runId: string; readonly run: BacktestRun | undefined }) {
  const router = useRouter();
  const remove = useEndBacktest('remove');
  return (
    <nav className={styles.crumbs} aria-label="Where this is">
      <span>
        <Link href="/backtests">backtests</Link> / <span className="figure">{runId}</span>
        {run ? (
          <>
            {' '}
            · by {run.by}, <Age ts={run.tsCreated} /> ago · took {elapsedText(run.elapsedMs)}
          </>
        ) : null}
      </span>
      <Button
        isSmall
        disabled={remove.isPending || run?.state === 'running' || run?.state === 'queued'}
        onClick={() => remove.mutate(runId, { onSuccess: () => router.push('/backtests') })}
      >
        Remove this run
      </Button>
    </nav>
  );
}

function Unfinished({ run }: { readonly run: BacktestRun }) {
  if (run.state === 'queued' || run.state === 'running') return <RunningPanel runs={[run]} />;
  return (
    <Panel title={`Run ${run.id}`} bodyHeight={200} age="" testId="report-unfinished">
      <PanelNote
        isError={run.state === 'failed'}
        what={run.state === 'failed' ? 'The run failed' : 'The run was cancelled'}
        why={run.error ?? 'Nothing of it was kept but what was asked for.'}
        action={<Link href="/backtests">Run it again from the form</Link>}
      />
    </Panel>
  );
}

interface ReportBodyProps {
  readonly runId: string;
  readonly report: BacktestReport;
}

function ReportBody({ runId, report }: ReportBodyProps) {
  return (
    <>
      <Cell span={12}>
        <ReportHead report={report} />
        <ReportFigures report={report} />
      </Cell>
      <Cell span={8}>
        <ReportCurves report={report} />
      </Cell>
      <Cell span={4}>
        <ReportAssumptions report={report} />
      </Cell>
      <Cell span={12}>
        <MonthlyHeat report={report} />
      </Cell>
      <Cell span={4}>
        <GroupPanel
          title="By symbol"
          header="Symbol"
          storageKey="report-symbols"
          rows={report.bySymbol}
        />
      </Cell>
      <Cell span={4}>
        <GroupPanel
          title="By strategy"
          header="Strategy"
          storageKey="report-strategies"
          rows={report.byStrategy}
        />
      </Cell>
      <Cell span={4}>
        <GroupPanel
          title="By exit reason"
          header="Exit by"
          storageKey="report-exits"
          rows={report.byExitReason}
        />
      </Cell>
      <Cell span={12}>
        <FinishedTradesPanel name={`trades-${runId}`} trades={report.trades} />
      </Cell>
    </>
  );
}
