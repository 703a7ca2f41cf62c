'use client';

import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import type { BacktestRun } from '@quarterdeck/core/contract/backtest-run.schema';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { describeFailure } from '../../../trpc/refusal.ts';
import { Button } from '../../../ui/button.tsx';
import { Cell, Grid } from '../../../ui/grid.tsx';
import { Age } from '../../../ui/moment.tsx';
import { Panel, PanelNote } from '../../../ui/panel.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { FinishedTradesPanel } from '../../trades/finished-trades-panel.tsx';
import { RunningPanel } from '../runs/running-panel.tsx';
import { askedSpanText, dataText, elapsedText, strategiesText } from '../runs/request-text.ts';
import {
  isListWhole,
  useBacktestReport,
  useBacktestRuns,
  useEndBacktest,
} from '../use-backtests.ts';
import { GroupPanel } from './group-panel.tsx';
import { MonthlyHeat } from './monthly-heat.tsx';
import { ReportAssumptions } from './report-assumptions.tsx';
import { ReportCurves } from './report-curves.tsx';
import { ReportFigures } from './report-figures.tsx';
import { ReportHead } from './report-head.tsx';
import styles from './report.module.css';

const NOTE_HEIGHT = 240;

/** One run: its report when it is done, its progress or its failure until then. */
export function ReportPage({ runId }: { readonly runId: string }) {
  const runs = useBacktestRuns();
  const run = runs.data?.find((each) => each.id === runId);
  // A run older than the list still has its report.
  const isDone = run ? run.state === 'done' : runs.data !== undefined && !isListWhole(runs.data);
  const report = useBacktestReport(runId, isDone);
  return (
    <Grid title={`Backtest ${runId}`}>
      <Cell span={12}>
        <Crumbs runId={runId} run={run} canRemove={report.data !== undefined || isEnded(run)} />
      </Cell>
      {report.data ? (
        <ReportBody runId={runId} report={report.data} />
      ) : (
        <Cell span={12}>
          <WithoutReport runId={runId} runs={runs} report={report} />
        </Cell>
      )}
    </Grid>
  );
}

interface WithoutReportProps {
  readonly runId: string;
  readonly runs: ReturnType<typeof useBacktestRuns>;
  readonly report: ReturnType<typeof useBacktestReport>;
}

/** On its way, never finished, unknown, or not to be had now. */
function WithoutReport({ runId, runs, report }: WithoutReportProps) {
  const run = runs.data?.find((each) => each.id === runId);
  if (run && run.state !== 'done') return <Unfinished run={run} />;
  if (runs.data && !run && isListWhole(runs.data)) return <Unknown runId={runId} />;
  const isListMissing = runs.data === undefined;
  return (
    <Panel title={`Run ${runId}`} bodyHeight={640} age="">
      <QueryState
        query={isListMissing ? { ...runs, data: undefined } : report}
        what={isListMissing ? 'The list of runs' : 'The report'}
        skeletonRows={16}
      >
        {() => null}
      </QueryState>
    </Panel>
  );
}

const isEnded = (run: BacktestRun | undefined): boolean =>
  run !== undefined && run.state !== 'running' && run.state !== 'queued';

interface CrumbsProps {
  readonly runId: string;
  readonly run: BacktestRun | undefined;
  readonly canRemove: boolean;
}

function Crumbs({ runId, run, canRemove }: CrumbsProps) {
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
      {remove.isError ? (
        <span className={styles.failed} role="alert">
          Not removed: {describeFailure(remove.error).code}
        </span>
      ) : null}
      {canRemove ? (
        <Button
          isSmall
          disabled={remove.isPending || (run !== undefined && !isEnded(run))}
          onClick={() => remove.mutate(runId, { onSuccess: () => router.push('/backtests') })}
        >
          Remove this run
        </Button>
      ) : null}
    </nav>
  );
}

function Unknown({ runId }: { readonly runId: string }) {
  return (
    <Panel title={`Run ${runId}`} bodyHeight={NOTE_HEIGHT} age="" testId="report-unknown">
      <PanelNote
        what={`There is no run ${runId}`}
        why="It was removed, or the address is not right. Every run that is kept stands in the list."
        action={<Link href="/backtests">All runs</Link>}
      />
    </Panel>
  );
}

function Unfinished({ run }: { readonly run: BacktestRun }) {
  if (!isEnded(run)) return <RunningPanel runs={[run]} />;
  const { request } = run;
  return (
    <Panel title={`Run ${run.id}`} bodyHeight={NOTE_HEIGHT} age="" testId="report-unfinished">
      <PanelNote
        isError={run.state === 'failed'}
        what={run.state === 'failed' ? 'The run failed' : 'The run was cancelled'}
        why={run.error ?? 'Nothing of it was kept but what was asked for.'}
        action={
          <>
            <span className={styles.asked}>
              Asked for: {strategiesText(request)} on {dataText(request)}, {askedSpanText(request)}
            </span>
            <Link href="/backtests">Run it again from the form</Link>
          </>
        }
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
