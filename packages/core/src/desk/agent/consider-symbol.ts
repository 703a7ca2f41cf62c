import { boundPrompt } from '../../decision/cost/worst-case.ts';
import type { Reservation } from '../../decision/cost/budget.ts';
import { toModelRequest } from '../../decision/agent/build-snapshot.ts';
import type { GatePassed } from '../../decision/gate/gate-result.ts';
import { formatMoney } from '../../kernel/decimal.ts';
import { denied, parsed, type Parsed, type Refusal } from '../../kernel/verdict.ts';
import type { ModelRequest } from '../../model/agent/model-call.ts';
import type { DeskState } from '../desk-state.ts';
import { raiseAlert } from '../records.ts';
import type { AgentMemory, AgentSeat } from './agent-memory.ts';
import type { AgentPlace } from './agent-place.ts';
import { agentPositionOf, hasEntryUnderWay } from './agent-position.ts';
import { CLAUDE, CLAUDE_RULES } from './agent-strategies.ts';
import { decideByRules } from './decide-by-rules.ts';
import { openEvaluation, type Occasion, type OpenedEvaluation } from './open-evaluation.ts';
import { recordForced } from './record-forced.ts';
import { storeAgent, tsOf, wallTimeOf } from './store-agent.ts';

/** The gate has opened: is there anything to be decided, and who decides it? */
export function considerSymbol(at: AgentPlace, pass: GatePassed): void {
  const { state, agent, seat } = at;
  const { layer, value, threshold, conditionIds } = pass;
  seat.changes += 1;
  if (layer === 'watchdog') alertSilence(state, seat, value);
  const idle = whyNotNow(state, seat);
  if (idle === undefined) {
    consider(at, { gate: { layer, numbers: { value, threshold } }, conditionIds, reasked: 0 });
    return;
  }
  agent.skips.count(seat.symbol, idle, tsOf(state));
  if (SOON_OVER.has(idle)) lookAgainSoon(at);
}

/** Over within seconds; the others last, and looks at them would use up the hour. */
const SOON_OVER: ReadonlySet<string> = new Set([
  'question_open',
  'entry_under_way',
  'exit_under_way',
]);

/** The pass is spent and its conditions with it: what they stood for must not wait for the longest interval. */
function lookAgainSoon({ agent, seat }: AgentPlace): void {
  seat.gate.setNextCheck(agent.setup.config.gate.timer.min_s);
}

/** The same look once more, on figures of now: an answer came too late to be acted on. */
export function considerAgain(at: AgentPlace, occasion: Occasion): void {
  if (whyNotNow(at.state, at.seat) === undefined) consider(at, occasion);
}

/** The model will not answer about this symbol: from the second time in a row on, the rules do it for this look. */
export function decideInstead(at: AgentPlace, outcome: string): void {
  const { state, seat } = at;
  if (whyNotNow(state, seat) !== undefined) return;
  const gate = { layer: 'unanswered', numbers: { outcome } };
  const opened = openEvaluation(at, { gate, conditionIds: [], reasked: 1 });
  if (!opened.ok) return;
  const because = denied('AGENT_UNANSWERED', { outcome });
  decideByRules(at, { ...opened.value, because });
}

function alertSilence(state: DeskState, { symbol }: AgentSeat, silentS: number): void {
  raiseAlert(state, {
    level: 'warning',
    code: 'MARKET_SILENT',
    text: `No market data of ${symbol} for ${silentS.toFixed(0)} s: a decision is forced.`,
  });
}

/** A look that could change nothing is not worth a token; it is counted under its reason. */
function whyNotNow(state: DeskState, seat: AgentSeat): string | undefined {
  const { symbol } = seat;
  if (state.isLearning || state.phase !== 'running' || state.impairments.size > 0)
    return 'not_ready';
  const position = agentPositionOf(state, symbol);
  // A lock denies new risk; what is held is still looked after, by the rules.
  const isLocked =
    state.lock.level === 'freeze' || (position === undefined && state.lock.level !== 'none');
  if (isLocked) return 'locked';
  if (seat.question !== undefined) return 'question_open';
  if (hasEntryUnderWay(state, symbol)) return 'entry_under_way';
  if (position?.closingReason !== undefined) return 'exit_under_way';
  if (state.market.feedState(symbol, state.ts) === 'closed') return 'market_closed';
  const isOn = [CLAUDE, CLAUDE_RULES].some((strategyId) => {
    const control = state.controls.get(strategyId);
    return position === undefined ? control?.entry_enabled : control?.exit_enabled;
  });
  return isOn ? undefined : 'switched_off';
}

function consider(at: AgentPlace, occasion: Occasion): void {
  const { state, agent, seat } = at;
  seat.changes += 1;
  const opened = openEvaluation(at, occasion);
  if (!opened.ok) {
    if (occasion.gate.layer !== 'watchdog') {
      agent.skips.count(seat.symbol, opened.code.toLowerCase(), tsOf(state));
      return;
    }
    recordForced(state, agent, { seat, occasion, refusal: opened });
    storeAgent(state, agent);
    return;
  }
  const asked = askModel(at, opened.value);
  if (!asked.ok) decideByRules(at, { ...opened.value, because: asked });
  storeAgent(state, agent);
}

/** Why no model may be asked whatever the question: no key, rules alone, or its switch. */
export function whyNoModel(state: DeskState, agent: AgentMemory): Refusal | undefined {
  const { modelAbsence } = agent.setup;
  if (modelAbsence !== '') return denied('AGENT_NO_MODEL', { why: modelAbsence });
  if (state.lock.level !== 'none') {
    return denied('AGENT_LOCKED', { why: `trading is locked by ${state.lock.by}` });
  }
  const control = state.controls.get(CLAUDE);
  const isOff = control?.entry_enabled !== true && control?.exit_enabled !== true;
  return isOff ? denied('AGENT_SWITCHED_OFF', { strategyId: CLAUDE }) : undefined;
}

/** With nothing held the model could only enter: where it may not, its answer is not worth a token. */
function whyNothingToAsk(state: DeskState, { symbol }: AgentSeat): Refusal | undefined {
  const mayEnter = state.controls.get(CLAUDE)?.entry_enabled === true;
  if (mayEnter || agentPositionOf(state, symbol) !== undefined) return undefined;
  return denied('AGENT_SWITCHED_OFF', { strategyId: CLAUDE });
}

function askModel(
  { state, agent, seat }: AgentPlace,
  { evaluation, snapshot }: OpenedEvaluation,
): Parsed<undefined> {
  const absence = whyNoModel(state, agent) ?? whyNothingToAsk(state, seat);
  if (absence !== undefined) return absence;
  const { model: config } = agent.setup.config;
  const questionId = evaluation.decisionId;
  const admitted = agent.breaker.admit(questionId, tsOf(state));
  if (!admitted.ok) return admitted;
  const draft = toModelRequest(snapshot, {
    model: config.primary,
    effort: config.effort,
    maxTokens: config.max_tokens,
    deadlineMs: config.deadline_ms,
    schema: agent.schema,
  });
  const reserved = reserve(state, agent, { questionId, request: draft });
  if (!reserved.ok) return reserved;
  const request = { ...draft, model: reserved.value.model };
  seat.question = { questionId, tsAsked: tsOf(state), evaluation, request, isCalledOff: false };
  const { needsFreshClient } = admitted.value;
  state.effects.send({
    type: 'AskModel',
    questionId,
    symbol: seat.symbol,
    request,
    needsFreshClient,
  });
  return parsed(undefined);
}

/** Sets the worst case aside; a probe's slot goes back when the money is not there. */
function reserve(
  state: DeskState,
  agent: AgentMemory,
  { questionId, request }: { readonly questionId: string; readonly request: ModelRequest },
): Parsed<Reservation> {
  const ts = wallTimeOf(state, agent);
  const prompt = boundPrompt(request, agent.staticTokens);
  const reserved = agent.budget.reserve({ questionId, prompt, ts });
  paceGates(state, agent);
  if (!reserved.ok) {
    agent.breaker.end({ questionId, signal: 'cancelled', retryAfterMs: null, ts: tsOf(state) });
  }
  return reserved;
}

/** The last step before the rules opens the gates half as often. */
export function paceAllGates({ seats, budgetMode }: AgentMemory): void {
  for (const { gate } of seats.values()) gate.setPace(budgetMode === 'wider_gate' ? 2 : 1);
}

/** A budget that steps down is told once, and opens the gates half as often on its last step before the rules. */
export function paceGates(state: DeskState, agent: AgentMemory): void {
  const { mode, model, spent, dayLimit } = agent.budget.view(wallTimeOf(state, agent));
  if (mode === agent.budgetMode) return;
  agent.budgetMode = mode;
  paceAllGates(agent);
  raiseAlert(state, {
    level: mode === 'normal' ? 'info' : 'warning',
    code: 'MODEL_BUDGET_STEP',
    text: `Model budget: ${mode.replace('_', ' ')}, ${model ?? 'rules alone'}; ${formatMoney(spent)} of ${formatMoney(dayLimit)} US dollars spent today.`,
  });
}
