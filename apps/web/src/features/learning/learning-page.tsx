'use client';

import type { LearningView } from '@quarterdeck/core/contract/agent/learning-view.schema';
import { Cell, Grid } from '../../ui/grid.tsx';
import { Panel, PanelNote } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { DeciderLine } from '../decisions/decider-line.tsx';
import { CalibrationPanel } from './calibration-panel.tsx';
import { CostPanel } from './cost-panel.tsx';
import { CounterfactualPanel } from './counterfactual-panel.tsx';
import { LessonsPanel } from './lessons-panel.tsx';
import { MemoryPanel } from './memory-panel.tsx';
import { PosteriorsPanel } from './posteriors-panel.tsx';
import { useLearning } from './use-learning.ts';

/** What the agent's trades and probabilities have taught: what it is worth, then why. */
export function LearningPage() {
  const learning = useLearning();
  return (
    <Grid title="Learning">
      <Cell span={12}>
        <DeciderLine />
      </Cell>
      <Cell span={7}>
        <CounterfactualPanel />
      </Cell>
      <Cell span={5}>
        <CostPanel />
      </Cell>
      {learning.data ? (
        <LearningBody view={learning.data} />
      ) : (
        <Cell span={12}>
          <Panel title="Learned" bodyHeight={420} testId="learning-absent">
            <QueryState query={learning} what="What was learned" skeletonRows={10}>
              {() => (
                <PanelNote
                  what="No agent is configured"
                  why="Nothing is learned without one: config/quarterdeck.yaml has no agent. The strategies trade by fixed parameters."
                />
              )}
            </QueryState>
          </Panel>
        </Cell>
      )}
    </Grid>
  );
}

function LearningBody({ view }: { readonly view: LearningView }) {
  return (
    <>
      <Cell span={12}>
        <PosteriorsPanel view={view} />
      </Cell>
      <Cell span={12}>
        <CalibrationPanel calibrations={view.calibrations} />
      </Cell>
      <Cell span={6}>
        <MemoryPanel notes={view.memory} />
      </Cell>
      <Cell span={6}>
        <LessonsPanel lessons={view.lessons} />
      </Cell>
    </>
  );
}
