import type { AgentDesk } from '../../desk-contract.ts';
import type { AgentStatus, GateStatus } from '../../contract/agent/agent-status.schema.ts';
import { formatMoney } from '../../kernel/decimal.ts';
import type { DeskState } from '../desk-state.ts';
import type { AgentMemory, AgentSeat } from './agent-memory.ts';
import { whyNoModel } from './consider-symbol.ts';
import { learningViewOf } from './learning-view.ts';
import { tsOf, wallTimeOf } from './store-agent.ts';

function gateStatusOf({ symbol, gate, question }: AgentSeat): GateStatus {
  const { ticks, evaluations, passes } = gate.funnel();
  return {
    symbol,
    ticks,
    evaluations,
    passes,
    wakeConditions: gate.wakeConditions.length,
    isSilent: gate.isSilent,
    questionId: question?.questionId ?? null,
    tsAsked: question?.tsAsked ?? null,
  };
}

/** In words for the line that says who decides; empty while the model does. */
function whyRules(state: DeskState, agent: AgentMemory): string {
  const absence = whyNoModel(state, agent);
  if (absence !== undefined) return String(absence.numbers.why ?? 'claude is switched off');
  const { position, cause, isHard } = agent.breaker.state();
  if (isHard) return `the breaker is open until a person closes it (${cause ?? 'unknown'})`;
  if (position === 'open') return `the breaker is open (${cause ?? 'unknown'})`;
  const { model } = agent.budget.view(wallTimeOf(state, agent));
  return model === null ? 'the budget of the day is used up' : '';
}

function budgetStatusOf(state: DeskState, agent: AgentMemory): AgentStatus['budget'] {
  const { mode, dayLimit, spent, reserved, steps, step } = agent.budget.view(
    wallTimeOf(state, agent),
  );
  return {
    mode,
    limit: formatMoney(dayLimit),
    spent: formatMoney(spent),
    reserved: formatMoney(reserved),
    steps: steps.map(({ mode: name, model, fromPct }) => ({ mode: name, model, fromPct })),
    step,
  };
}

function statusOf(state: DeskState, agent: AgentMemory): AgentStatus {
  const why = whyRules(state, agent);
  const { position, cause, isHard, tsProbe, transientInRow } = agent.breaker.state();
  const { crypto, macro } = agent.regimes;
  return {
    symbols: [...agent.setup.symbols],
    decider: why === '' ? 'model' : 'rules',
    why,
    model: agent.budget.view(wallTimeOf(state, agent)).model,
    breaker: { position, cause, isHard, tsProbe, transientInRow },
    budget: budgetStatusOf(state, agent),
    regime: {
      crypto: crypto.state,
      macro: macro.state,
      why: [crypto.why, macro.why].filter((text) => text !== '').join('; '),
    },
    gates: [...agent.seats.values()].map(gateStatusOf),
  };
}

/** Reads of the agent's part of the state; before the first event there is nothing to be read. */
export function createAgentDesk(state: DeskState): AgentDesk | undefined {
  if (state.options.agent === undefined) return undefined;
  return {
    status: () => (state.agent === undefined ? null : statusOf(state, state.agent)),
    learning: () => (state.agent === undefined ? null : learningViewOf(state.agent, tsOf(state))),
    pollPlan: (symbol, now) =>
      state.agent?.board.pollPlan(symbol, now) ?? { tsDue: now, isDue: false },
  };
}
