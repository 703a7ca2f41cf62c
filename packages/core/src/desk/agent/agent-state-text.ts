import type { BreakerState } from '../../decision/breaker/breaker-state.ts';
import type { BudgetState } from '../../decision/cost/day-book.ts';
import type { GateState } from '../../decision/gate/gate-state.ts';
import type { SignalLearnerState } from '../../decision/learner/bandit/create-signal-learner.ts';
import type { CaseBookState } from '../../decision/learner/calibration/case-book.ts';
import type { Lesson, MemoryRecord } from '../../model/agent/memory.ts';
import type { RegimeFacts } from '../../model/agent/regime-facts.ts';
import type { AgentMemory, AgentSeat, Holding, OpenQuestion } from './agent-memory.ts';

interface StoredSeat extends Pick<AgentSeat, 'symbol' | 'past' | 'positionVersion' | 'counted'> {
  readonly gate: GateState;
  readonly question?: OpenQuestion;
}

/** What a restart reads back, as JSON. A number raised with the shape makes an older text unreadable on purpose. */
export interface AgentStateText {
  readonly version: 1;
  readonly seats: readonly StoredSeat[];
  readonly breaker: BreakerState;
  readonly budget: BudgetState;
  readonly learner: SignalLearnerState;
  readonly cases: CaseBookState;
  readonly regimes: RegimeFacts;
  readonly memory: readonly MemoryRecord[];
  readonly lessons: readonly Lesson[];
  readonly holdings: readonly Holding[];
  readonly entries: readonly (readonly [version: string, count: number])[];
}

const seatOf = ({
  symbol,
  gate,
  past,
  positionVersion,
  counted,
  question,
}: AgentSeat): StoredSeat => ({
  symbol,
  gate: gate.state(),
  past,
  positionVersion,
  counted,
  ...(question === undefined ? {} : { question }),
});

export function writeAgentState(agent: AgentMemory): string {
  const state: AgentStateText = {
    version: 1,
    seats: [...agent.seats.values()].map(seatOf),
    breaker: agent.breaker.state(),
    budget: agent.budget.state(),
    learner: agent.learner.state(),
    cases: agent.cases.state(),
    regimes: agent.regimes,
    memory: agent.memory,
    lessons: agent.lessons,
    holdings: [...agent.holdings.values()],
    entries: [...agent.entries],
  };
  return JSON.stringify(state);
}

/** Undefined for a text that this version did not write. */
export function readAgentState(text: string): AgentStateText | undefined {
  try {
    const state = JSON.parse(text) as Partial<AgentStateText>;
    return state.version === 1 ? (state as AgentStateText) : undefined;
  } catch {
    return undefined;
  }
}
