import type { RecordedOutcome, RecordedVeto } from '../../contract/agent/decision-record.schema.ts';
import { contextOf } from '../../decision/agent/agent-inputs.ts';
import { mayReask } from '../../decision/agent/pre-send-check.ts';
import { readAnswer } from '../../decision/agent/read-answer.ts';
import { breakerSignalOf } from '../../decision/breaker/breaker-state.ts';
import { costOfAttempts, type AttemptsCost } from '../../decision/cost/cost-of.ts';
import { addMoney, moneyToFloat, ZERO_MONEY } from '../../kernel/decimal.ts';
import type { AgentDecision } from '../../model/agent/decision.ts';
import type { ModelAttempt, ModelResult } from '../../model/agent/model-call.ts';
import type { DeskState } from '../desk-state.ts';
import { raiseAlert } from '../records.ts';
import type { AgentMemory, OpenQuestion } from './agent-memory.ts';
import type { AgentPlace } from './agent-place.ts';
import { CLAUDE } from './agent-strategies.ts';
import { carryOut } from './carry-out.ts';
import { considerAgain, decideInstead, paceGates } from './consider-symbol.ts';
import { rulesPlayOf, runRules } from './decide-by-rules.ts';
import { followDecision } from './follow-decision.ts';
import { noteEntrySent } from './note-entry.ts';
import { modelVersion, openCase, RULES_VERSION } from './open-cases.ts';
import { recordDecision, type Asked } from './record-decision.ts';
import { storeAgent, tsOf, wallTimeOf } from './store-agent.ts';

interface Judged {
  readonly outcome: RecordedOutcome;
  readonly decision: AgentDecision | null;
  readonly veto?: RecordedVeto;
}

/** What came back for a question of ours; one that is not open any more has been closed already. */
export function handleAnswer(
  state: DeskState,
  agent: AgentMemory,
  answer: {
    readonly questionId: string;
    readonly attempts: readonly ModelAttempt[];
    readonly result: ModelResult;
    /** Our own end, not the provider's: it says nothing about the service. */
    readonly isOurs?: boolean;
  },
): void {
  const seat = [...agent.seats.values()].find(
    ({ question }) => question?.questionId === answer.questionId,
  );
  const question = seat?.question;
  if (seat === undefined || question === undefined) {
    heedLateRefusal(state, agent, answer);
    return;
  }
  seat.question = undefined;
  seat.changes += 1;
  const cost = bookCost(state, agent, answer);
  const judged = judge(question, answer.result, state);
  tellBreaker(state, agent, { ...answer, isUsable: judged.decision !== null });
  const { questionId, attempts, result } = answer;
  const asked = { questionId, attempts, result, request: question.request, cost };
  if (judged.decision === null)
    concludeWithout({ state, agent, seat }, { question, judged, asked });
  else conclude({ state, agent, seat }, { question, judged, asked, decision: judged.decision });
  storeAgent(state, agent);
}

/** Given up long ago; but a key that is refused, or a request that cannot be right, is as wrong for the next question. */
function heedLateRefusal(
  state: DeskState,
  agent: AgentMemory,
  answer: Pick<Asked, 'questionId' | 'result'>,
): void {
  const { result } = answer;
  if (result.kind === 'message') return;
  if (result.failure !== 'account' && result.failure !== 'bug') return;
  tellBreaker(state, agent, { ...answer, isUsable: false });
  storeAgent(state, agent);
}

function judge(question: OpenQuestion, result: ModelResult, state: DeskState): Judged {
  if (result.kind === 'message') {
    const { outcome, decision } = readAnswer(
      result.text,
      result.stopReason,
      contextOf(question.evaluation.read),
    );
    return { outcome, decision: decision ?? null };
  }
  const outcome = result.outcome as RecordedOutcome;
  if (!outcome.startsWith('VETO_')) return { outcome, decision: null };
  const { level, by, reason } = state.lock;
  const veto = { code: 'AGENT_CALLED_OFF', numbers: { level, by, reason } };
  return { outcome: 'VETO_HALT', decision: null, veto };
}

/** A deadline without one attempt: nobody told what was sent, so every attempt may have been billed. */
const isUntold = ({ attempts, result }: Pick<Asked, 'attempts' | 'result'>): boolean =>
  attempts.length === 0 && result.kind === 'failure' && result.outcome === 'FAIL_DEADLINE';

/** Every attempt is paid for, whatever came of it; an unknown price counts as a bill that is missing. */
function bookCost(
  state: DeskState,
  agent: AgentMemory,
  answer: Pick<Asked, 'questionId' | 'attempts' | 'result'>,
): AttemptsCost {
  const { questionId, attempts } = answer;
  const missing = isUntold(answer) ? agent.setup.config.model.max_attempts : attempts.length;
  const priced = costOfAttempts(attempts);
  const cost =
    priced.ok && !isUntold(answer)
      ? priced.value
      : { certain: ZERO_MONEY, seen: ZERO_MONEY, unbilled: missing };
  agent.budget.settle(questionId, cost, wallTimeOf(state, agent));
  paceGates(state, agent);
  return cost;
}

function tellBreaker(
  state: DeskState,
  agent: AgentMemory,
  ended: Pick<Asked, 'questionId' | 'result'> & {
    readonly isUsable: boolean;
    readonly isOurs?: boolean;
  },
): void {
  const { questionId, result, isUsable, isOurs = false } = ended;
  const change = agent.breaker.end({
    questionId,
    signal: isOurs ? 'cancelled' : breakerSignalOf(result, isUsable),
    retryAfterMs: result.kind === 'failure' ? result.retryAfterMs : null,
    ts: tsOf(state),
  });
  if (!change.isAlert) return;
  const { isHard, tsProbe } = agent.breaker.state();
  const detail = result.kind === 'failure' ? ` (${result.detail})` : '';
  const until = isHard
    ? 'until a person closes the breaker'
    : `until ${new Date(tsProbe ?? 0).toISOString().slice(11, 16)} UTC`;
  raiseAlert(state, {
    level: isHard ? 'critical' : 'warning',
    code: 'MODEL_BREAKER_OPEN',
    text: `The model is not asked any more: ${change.cause ?? 'unknown'}${detail}. The rules decide ${until}.`,
  });
}

/** No fault of the service, so that the breaker stays closed: the model does not answer this question. */
const UNANSWERED: ReadonlySet<RecordedOutcome> = new Set(['FAIL_REFUSED', 'FAIL_TRUNCATED']);

type Closing = { readonly question: OpenQuestion; readonly judged: Judged; readonly asked: Asked };

/** A failure, a refusal, an answer that cannot be used: one named outcome, no order, the cost booked. */
function concludeWithout(at: AgentPlace, closing: Closing): void {
  const { agent, seat } = at;
  const { question, judged, asked } = closing;
  const { evaluation } = question;
  const rulesPlay = rulesPlayOf(at, evaluation);
  // Ask again soon: three failures in a row open the breaker, and then the rules decide.
  seat.gate.setNextCheck(agent.setup.config.gate.timer.min_s);
  const isRepeated = seat.past[0]?.outcome === judged.outcome;
  recordDecision(at, { evaluation, actor: 'model', ...judged, asked, rulesPlay });
  if (isRepeated && UNANSWERED.has(judged.outcome)) decideInstead(at, judged.outcome);
}

function conclude(at: AgentPlace, closing: Closing & { readonly decision: AgentDecision }): void {
  const { state, agent } = at;
  const { question, judged, asked, decision } = closing;
  const { evaluation } = question;
  const { result, cost } = asked;
  const version = modelVersion(result.kind === 'message' ? result.model : question.request.model);
  openCase(agent, evaluation, { decision, version });
  const rules = runRules(evaluation);
  openCase(agent, evaluation, { decision: rules.decision, version: RULES_VERSION });
  const rulesPlay = rulesPlayOf(at, evaluation, rules);
  const { outcome } = judged;
  const { isCalledOff } = question;
  const verdicted = { evaluation, decision, outcome, strategyId: CLAUDE, version, isCalledOff };
  const carried = carryOut(at, verdicted);
  followDecision(at, { evaluation, decision });
  const tokenCost = moneyToFloat(addMoney(cost.certain, cost.seen));
  noteEntrySent(state, agent, { judged: verdicted, carried, actor: 'model', tokenCost });
  const row = { evaluation, actor: 'model', decision, asked, carried, rulesPlay } as const;
  recordDecision(at, { ...row, outcome: carried.outcome });
  askOnceMore(at, { question, carried });
}

function askOnceMore(
  at: AgentPlace,
  after: { readonly question: OpenQuestion; readonly carried: ReturnType<typeof carryOut> },
): void {
  const { state, agent, seat } = at;
  const stale = after.carried.sent?.stale ?? null;
  const { gate, conditionIds, reasked } = after.question.evaluation;
  if (stale === null || !mayReask(stale, reasked, agent.setup.config.decision.pre_send)) return;
  if (!seat.gate.spendExtra(state.ts)) return;
  considerAgain(at, { gate, conditionIds, reasked: reasked + 1 });
}
