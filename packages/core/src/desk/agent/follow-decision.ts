import { applyMemoryOps } from '../../decision/agent/memory.ts';
import type { AgentDecision } from '../../model/agent/decision.ts';
import { asSymbolId } from '../../kernel/ids.ts';
import type { AgentMemory, AgentSeat, Evaluation } from './agent-memory.ts';
import type { AgentPlace } from './agent-place.ts';
import { tsOf } from './store-agent.ts';

/** What an answer wants beside a trade: when to be asked again, what should wake it, what it wants to remember. */
export function followDecision(
  at: AgentPlace,
  made: { readonly evaluation: Evaluation; readonly decision: AgentDecision },
): void {
  const { state, agent, seat } = at;
  const { evaluation, decision } = made;
  const { decisionId, conditionIds } = evaluation;
  const previous = seat.past[0]?.action ?? null;
  for (const conditionId of conditionIds) {
    seat.gate.noteOutcome(conditionId, decision.action !== previous && decision.action !== 'HOLD');
  }
  seat.gate.setNextCheck(decision.nextCheckS);
  armConditions(agent, seat, decision);
  const author = { decisionId, symbol: seat.symbol, ts: tsOf(state) };
  const asked = { ...author, ops: decision.memory };
  agent.memory = applyMemoryOps(agent.memory, asked, agent.setup.config.decision.memory).memory;
}

/** An answer replaces what its own symbol waited for; what it says about others is added there. */
function armConditions(agent: AgentMemory, seat: AgentSeat, decision: AgentDecision): void {
  const { invalidation, wake } = decision;
  const conditions = invalidation === null ? wake : [invalidation, ...wake];
  const isOwn = (symbol: string): boolean => symbol === seat.symbol;
  seat.gate.arm(
    conditions.filter(({ symbol }) => isOwn(symbol)),
    { replaces: true },
  );
  for (const condition of conditions) {
    if (isOwn(condition.symbol)) continue;
    const other = agent.seats.get(asSymbolId(condition.symbol));
    if (other === undefined) continue;
    other.gate.arm([condition]);
    other.changes += 1;
  }
}
