'use client';

import type { AgentStatus } from '@quarterdeck/core/contract/agent/agent-status.schema';
import { asSentence } from '../../../format/sentence.ts';
import { useSlice } from '../../../trpc/use-live.ts';
import { Chip } from '../../../ui/chip.tsx';
import { Panel, PanelNote, PanelSkeleton } from '../../../ui/panel.tsx';
import { BreakerState } from './breaker-state.tsx';
import { BudgetLadder } from './budget-ladder.tsx';
import { GateFunnels } from './gate-funnels.tsx';
import styles from './model.module.css';

const BODY_HEIGHT = 236;

/** Who decides and why, whether it may be asked, what it may still cost, how its gates stand. */
export function ModelPanel() {
  const agent = useSlice('agent');
  return (
    <div id="model" className={styles.anchor}>
      <Panel
        title="Model"
        count={agent?.symbols.join(', ')}
        bodyHeight={BODY_HEIGHT}
        testId="model-panel"
      >
        {agent === undefined ? (
          <PanelSkeleton rows={6} />
        ) : agent === null ? (
          <PanelNote
            what="No agent is configured"
            why="config/quarterdeck.yaml has no agent: no model is asked and nothing is spent. The strategies trade alone."
          />
        ) : (
          <ModelBody agent={agent} />
        )}
      </Panel>
    </div>
  );
}

function ModelBody({ agent }: { readonly agent: AgentStatus }) {
  return (
    <div className={styles.body}>
      <section className={styles.part} aria-label="Who decides">
        <Decider agent={agent} />
        <BreakerState agent={agent} />
      </section>
      <section className={styles.part} aria-label="Budget of the day">
        <BudgetLadder budget={agent.budget} />
      </section>
      <section className={`${styles.part} ${styles.gates}`} aria-label="Gates">
        <GateFunnels gates={agent.gates} />
      </section>
    </div>
  );
}

function Decider({ agent }: { readonly agent: AgentStatus }) {
  const { decider, why, model, regime } = agent;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>Decides</dt>
        <dd data-testid="decider">
          {decider === 'model' ? <Chip tone="good">Claude</Chip> : <Chip tone="held">rules</Chip>}
          <span className={styles.why}>
            {decider === 'model' ? (model ?? 'no model') : asSentence(why)}
          </span>
        </dd>
      </div>
      <div>
        <dt>Regime</dt>
        <dd>
          {regime.crypto} · {regime.macro}
          {regime.why === '' ? null : <span className={styles.why}>{asSentence(regime.why)}</span>}
        </dd>
      </div>
    </dl>
  );
}
