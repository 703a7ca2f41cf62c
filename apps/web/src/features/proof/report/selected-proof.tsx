'use client';

import type { ProofReport } from '@quarterdeck/core/contract/proof/proof-report.schema';
import { useEffect, useRef } from 'react';
import type { ListedProof } from '../../../trpc/app-router.ts';
import { Cell } from '../../../ui/grid.tsx';
import { Panel, PanelNote } from '../../../ui/panel.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { isFinished } from '../proof-rows.ts';
import { useProofReport } from '../use-proofs.ts';
import { ChartsPanel } from './charts-panel.tsx';
import { CriteriaPanel } from './criteria-panel.tsx';
import { MeasuresPanel } from './measures-panel.tsx';
import { ReportFacts } from './report-facts.tsx';
import { StagesPanel } from './stages-panel.tsx';

const HEAD_HEIGHT = 160;

interface SelectedProofProps {
  readonly row: ListedProof;
  /** By a person, who is to see what the choice brought. */
  readonly isChosen: boolean;
}

/** What stands behind one row of the list, or why nothing does. */
export function SelectedProof({ row, isChosen }: SelectedProofProps) {
  const report = useProofReport(isFinished(row) ? row.runId : undefined);
  const head = useRef<HTMLDivElement>(null);
  const { runId } = row;
  useEffect(() => {
    if (isChosen) head.current?.scrollIntoView({ block: 'nearest' });
  }, [runId, isChosen]);
  return (
    <>
      <Cell span={12}>
        <div ref={head}>
          <Head row={row} query={report} />
        </div>
      </Cell>
      {report.data ? <Body report={report.data.report} /> : null}
    </>
  );
}

interface HeadProps {
  readonly row: ListedProof;
  readonly query: ReturnType<typeof useProofReport>;
}

function Head({ row, query }: HeadProps) {
  const { state } = row;
  if (state !== 'passed' && state !== 'failed') return <WithoutReport row={row} state={state} />;
  if (query.data) return <ReportFacts shown={query.data} />;
  return (
    <Panel title={`Report ${row.runId}`} bodyHeight={HEAD_HEIGHT} age="">
      <QueryState query={query} what="The report">
        {() => null}
      </QueryState>
    </Panel>
  );
}

type Unproven = Exclude<ListedProof['state'], 'passed' | 'failed'>;

const NOTES: Readonly<Record<Unproven, readonly [string, string]>> = {
  running: ['The run is under way', 'Its report stands here once it has ended.'],
  interrupted: [
    'Interrupted: it proves nothing',
    'It ended before its report was written. Nothing of it counts, neither for nor against the engine.',
  ],
  mutations: [
    'Known faults were planted here, one after the other',
    'It says whether the proof sees them, and nothing of the engine as it is. Its folder has the table, in mutations.json.',
  ],
  unreadable: [
    'This folder cannot be read',
    'Another version may have written it, or somebody has changed it. The other runs are not affected.',
  ],
};

interface WithoutReportProps {
  readonly row: ListedProof;
  readonly state: Unproven;
}

function WithoutReport({ row, state }: WithoutReportProps) {
  const [what, why] = NOTES[state];
  return (
    <Panel title={`Run ${row.runId}`} bodyHeight={HEAD_HEIGHT} age="" testId="proof-without-report">
      <PanelNote
        what={what}
        why={row.problem === null ? why : `${why} What is known: ${row.problem}.`}
      />
    </Panel>
  );
}

function Body({ report }: { readonly report: ProofReport }) {
  return (
    <>
      <Cell span={7}>
        <CriteriaPanel key={report.runId} report={report} />
      </Cell>
      <Cell span={5}>
        <MeasuresPanel measures={report.measures} />
        <StagesPanel report={report} />
      </Cell>
      <Cell span={12}>
        <ChartsPanel runId={report.runId} charts={report.charts} />
      </Cell>
    </>
  );
}
