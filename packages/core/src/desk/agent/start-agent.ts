import type { AgentSetup } from '../../desk-contract.ts';
import type { RestoredState } from '../../model/restored.ts';
import type { DeskState } from '../desk-state.ts';
import { raiseAlert } from '../records.ts';
import { readAgentState, type AgentStateText } from './agent-state-text.ts';
import { isAgentPosition } from './agent-strategies.ts';
import type { AgentMemory } from './agent-memory.ts';
import { paceAllGates } from './consider-symbol.ts';
import { createAgentMemory } from './create-agent-memory.ts';
import { lost, teachBar } from './feed-agent.ts';
import { handleAnswer } from './handle-answer.ts';
import { tsOf, wallTimeOf } from './store-agent.ts';

/** Takes up what was stored; a question that was open when the last process ended is closed with its own outcome. */
export function startAgent(state: DeskState, restored: RestoredState): void {
  const setup = state.options.agent;
  if (setup === undefined) return;
  const { agentState, history } = restored;
  const stored = agentState === undefined ? undefined : readAgentState(agentState);
  if (agentState !== undefined && stored === undefined) alertUnreadable(state);
  const agent = takeUpMemory(state, setup, stored);
  state.agent = agent;
  for (const bar of history) teachBar(agent, bar);
  takeUpBudget(state, agent);
  for (const seat of agent.seats.values()) {
    const isHolding = state.positions
      .list()
      .some((position) => position.symbol === seat.symbol && isAgentPosition(position));
    seat.gate.setHolding(isHolding);
    const { question } = seat;
    if (question !== undefined) {
      const ended = lost(question.questionId, 'the engine ended while it was asked');
      handleAnswer(state, agent, { ...ended, isOurs: true });
    }
  }
}

/** What is stored may be of this version and broken all the same: the desk must start, for it may hold something. */
function takeUpMemory(
  state: DeskState,
  setup: AgentSetup,
  stored: AgentStateText | undefined,
): AgentMemory {
  try {
    return createAgentMemory(setup, tsOf(state), stored);
  } catch (error) {
    if (stored === undefined) throw error;
    alertUnreadable(state);
    return createAgentMemory(setup, tsOf(state), undefined);
  }
}

/** The step it stood on has been told; a day that ended meanwhile gives the gates their pace back. */
function takeUpBudget(state: DeskState, agent: AgentMemory): void {
  agent.budgetMode = agent.budget.view(wallTimeOf(state, agent)).mode;
  paceAllGates(agent);
}

function alertUnreadable(state: DeskState): void {
  raiseAlert(state, {
    level: 'critical',
    code: 'AGENT_STATE_UNREADABLE',
    text: 'What the agent had learned cannot be read and is left aside; it begins anew. The decision journal is untouched.',
  });
}
