import type { DeskState } from '../desk-state.ts';
import type { AgentMemory, AgentSeat } from './agent-memory.ts';

/** Where a step is taken: one desk, its agent, one symbol. */
export interface AgentPlace {
  readonly state: DeskState;
  readonly agent: AgentMemory;
  readonly seat: AgentSeat;
}
