'use client';

import { useState } from 'react';
import { Cell, Grid } from '../../ui/grid.tsx';
import { DeciderLine } from './decider-line.tsx';
import { DecisionTools } from './list/decision-tools.tsx';
import { DecisionsPanel } from './list/decisions-panel.tsx';
import { FIRST_CHOICE, type ListChoice } from './list/list-filter.ts';
import { WhyNothingPanel } from './list/why-nothing-panel.tsx';
import { useFollowDecisions } from './use-decisions.ts';

/** What the agent decided, and beside it why nothing happened the rest of the time. */
export function DecisionsPage() {
  const [choice, setChoice] = useState<ListChoice>(FIRST_CHOICE);
  useFollowDecisions();
  return (
    <Grid title="Decisions">
      <Cell span={12}>
        <DeciderLine />
        <DecisionTools choice={choice} onChoice={setChoice} />
      </Cell>
      <Cell span={9}>
        <DecisionsPanel choice={choice} />
      </Cell>
      <Cell span={3}>
        <WhyNothingPanel
          choice={choice}
          onOutcome={(outcome) => setChoice({ ...choice, group: 'all', outcome })}
        />
      </Cell>
    </Grid>
  );
}
