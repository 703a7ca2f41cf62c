'use client';

import type { StoredDecision } from '@quarterdeck/core/contract/agent/decision-list.schema';
import Link from 'next/link';
import { Cell, Grid } from '../../../ui/grid.tsx';
import { Panel, PanelNote } from '../../../ui/panel.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { useDecision, useFollowDecisions } from '../use-decisions.ts';
import { ChangesPanel } from './changes-panel.tsx';
import { DecisionHead } from './decision-head.tsx';
import { DecisionNav } from './decision-nav.tsx';
import { FactsPanel } from './facts-panel.tsx';
import { ModelCallPanel } from './model-call-panel.tsx';
import { ReasonPanel } from './reason-panel.tsx';
import { ReplayPanel } from './replay-panel.tsx';
import { ResultsPanel } from './results-panel.tsx';
import { SignalsPanel } from './signals-panel.tsx';
import { SizePanel } from './size-panel.tsx';
import { TextsPanel } from './texts-panel.tsx';
import { TimelinePanel } from './timeline-panel.tsx';

/** One decision: why it was asked, what was seen, said and done, and what came of it. */
export function DecisionPage({ decisionId }: { readonly decisionId: string }) {
  const decision = useDecision(decisionId);
  useFollowDecisions();
  return (
    <Grid title={`Decision ${decisionId}`}>
      <Cell span={12}>
        <DecisionNav decisionId={decisionId} stored={decision.data} />
      </Cell>
      {decision.data ? (
        <DecisionBody stored={decision.data} />
      ) : (
        <Cell span={12}>
          <Panel title={decisionId} bodyHeight={640} age="" testId="decision-absent">
            <QueryState query={decision} what="The decision" skeletonRows={16}>
              {() => (
                <PanelNote
                  what={`There is no decision ${decisionId}`}
                  why="The address is not right, or this is another data folder. Evaluations that ended at the gate are counted, not kept one by one."
                  action={<Link href="/decisions">All decisions</Link>}
                />
              )}
            </QueryState>
          </Panel>
        </Cell>
      )}
    </Grid>
  );
}

function DecisionBody({ stored }: { readonly stored: StoredDecision }) {
  const { record } = stored;
  return (
    <>
      <Cell span={12}>
        <DecisionHead stored={stored} />
      </Cell>
      <Cell span={7}>
        <ReasonPanel record={record} />
        <SizePanel record={record} />
        <ModelCallPanel record={record} />
        <ChangesPanel key={record.decisionId} stored={stored} />
      </Cell>
      <Cell span={5}>
        <TimelinePanel stored={stored} />
        <ResultsPanel stored={stored} />
        <SignalsPanel record={record} />
        <ReplayPanel key={record.decisionId} decisionId={record.decisionId} />
        <FactsPanel stored={stored} />
      </Cell>
      <Cell span={12}>
        <TextsPanel record={record} />
      </Cell>
    </>
  );
}
