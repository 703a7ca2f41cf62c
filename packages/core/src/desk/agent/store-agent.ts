import { MINUTE_MS } from '../../kernel/clock.ts';
import type { DeskState } from '../desk-state.ts';
import type { AgentMemory } from './agent-memory.ts';
import { listParts } from './agent-parts.ts';
import { KEPT_CASES } from './create-agent-memory.ts';
import { OPEN_PART } from './part-names.ts';
import { outdateParts, takeCases, takeChanges } from './stored-parts.ts';

/** What has changed, with the rows of the event that changed it, in one commit: a restart finds both or neither. */
export function storeAgent(state: DeskState, agent: AgentMemory): void {
  const { stored, cases } = agent;
  const isWhole = !stored.isKnown;
  stored.isKnown = true;
  const parts = [...takeChanges(stored, listParts(agent)), ...takeCases(stored, cases, KEPT_CASES)];
  if (parts.length === 0) return;
  state.effects.record({ type: 'RecordAgentState', parts, isWhole, ts: tsOf(state) });
}

/** Also what every tick changes: gates, and until when the price of an open case is known. */
export function storeAgentWhole(state: DeskState, agent: AgentMemory): void {
  agent.tsStored = state.ts;
  for (const seat of agent.seats.values()) seat.changes += 1;
  outdateParts(agent.stored, OPEN_PART);
  storeAgent(state, agent);
}
/** Whole milliseconds: what is journalled and shown; a simulated desk's own time may have fractions. */
export const tsOf = (state: DeskState): number => Math.floor(state.ts);

/** What the provider bills by. */
export const wallTimeOf = (state: DeskState, agent: AgentMemory): number =>
  tsOf(state) + agent.setup.wallShiftMs;

/** Looks that ended at the gate, by symbol and minute. */
export function countSkips(state: DeskState, agent: AgentMemory): void {
  if (Math.floor(state.ts / MINUTE_MS) === Math.floor(agent.tsCounted / MINUTE_MS)) return;
  for (const seat of agent.seats.values()) {
    const { evaluations, passes } = seat.gate.funnel();
    const ended = evaluations - passes;
    agent.skips.add({
      symbol: seat.symbol,
      layer: 'gate',
      ts: agent.tsCounted,
      count: ended - seat.counted,
    });
    seat.counted = ended;
  }
  agent.tsCounted = tsOf(state);
  const counts = agent.skips.flush(state.ts);
  if (counts.length > 0) state.effects.record({ type: 'RecordGateCounts', counts });
}
