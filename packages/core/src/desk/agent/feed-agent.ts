import type { GateResult } from '../../decision/gate/gate-result.ts';
import { MINUTE_MS, SECOND_MS } from '../../kernel/clock.ts';
import { toFloat } from '../../kernel/decimal.ts';
import type { AgentEvent } from '../../model/event.ts';
import type { Candle } from '../../model/candle.ts';
import type { Quote, Trade } from '../../model/tick.ts';
import type { DeskState } from '../desk-state.ts';
import type { AgentMemory, AgentSeat } from './agent-memory.ts';
import type { AgentPlace } from './agent-place.ts';
import { considerSymbol } from './consider-symbol.ts';
import { handleAnswer } from './handle-answer.ts';
import { countSkips, storeAgent, storeAgentWhole, tsOf } from './store-agent.ts';

/** An answer that has not come so long after its deadline never will. */
const GRACE_MS = 30 * SECOND_MS;

/*
 * What the agent is told of the market. The gate hears every tick by the desk's own time; a venue's stamps
 * may step back, and two feeds of one symbol would then silence each other.
 */

export function showQuote(state: DeskState, quote: Quote): void {
  const seat = state.agent?.seats.get(quote.symbol);
  if (seat === undefined || state.agent === undefined) return;
  seat.tsQuote = state.ts;
  const mid = (toFloat(quote.bid) + toFloat(quote.ask)) / 2;
  state.agent.cases.onPrice(quote.symbol, mid, state.ts);
  const result = seat.gate.onQuote(mid, state.ts);
  if (result.passed) considerSymbol({ state, agent: state.agent, seat }, result);
}

export function showTrade(state: DeskState, trade: Trade): void {
  const seat = state.agent?.seats.get(trade.symbol);
  if (seat === undefined || state.agent === undefined) return;
  state.agent.board.applyTrade(trade);
  const result = seat.gate.onTrade(toFloat(trade.price), toFloat(trade.qty), state.ts);
  if (result.passed) considerSymbol({ state, agent: state.agent, seat }, result);
}

export function showBar(state: DeskState, bar: Candle): void {
  const seat = state.agent?.seats.get(bar.symbol);
  if (seat === undefined || state.agent === undefined) return;
  seat.frames.get(bar.timeframeMs)?.add(bar);
  const result = seat.gate.onBar(bar.timeframeMs, toFloat(bar.volume), state.ts);
  if (result.passed) considerSymbol({ state, agent: state.agent, seat }, result);
}

/** A bar of the past: figures learn from it, and no gate opens. */
export function teachBar(agent: AgentMemory, bar: Candle): void {
  agent.seats.get(bar.symbol)?.frames.get(bar.timeframeMs)?.add(bar);
}

export function showClock(state: DeskState): void {
  const { agent } = state;
  if (agent === undefined) return;
  for (const seat of agent.seats.values()) {
    giveUpLateQuestion(state, agent, seat);
    // A market that is closed is not silent.
    if (state.market.feedState(seat.symbol, state.ts) === 'closed') seat.gate.rest(state.ts);
    else follow({ state, agent, seat }, seat.gate.onClock(state.ts));
  }
  agent.cases.onClock(state.ts);
  countSkips(state, agent);
  if (state.ts - agent.tsStored >= storeEveryMs(agent)) storeAgentWhole(state, agent);
}

/** Half of the silence that an open case outlives: a restart finds no hole in its prices that it would be given up for. */
const storeEveryMs = ({ setup }: AgentMemory): number =>
  Math.max(MINUTE_MS, (setup.config.gate.silence_s * SECOND_MS) / 2);

export function tellAgent(state: DeskState, event: AgentEvent): void {
  const { agent } = state;
  if (agent === undefined) return;
  switch (event.type) {
    case 'ModelAnswered':
      handleAnswer(state, agent, event);
      return;
    case 'DerivativesPolled':
      applyPoll(state, agent, event);
      return;
    case 'RegimesRead':
      agent.regimes = event.regimes;
      return;
    case 'BreakerReset':
      agent.breaker.reset();
      storeAgent(state, agent);
  }
}

function follow(at: AgentPlace, result: GateResult): void {
  if (result.passed) considerSymbol(at, result);
}

function applyPoll(
  state: DeskState,
  agent: AgentMemory,
  { symbol, poll }: Extract<AgentEvent, { type: 'DerivativesPolled' }>,
): void {
  if (poll === null) {
    agent.board.applyPollFailure(symbol, tsOf(state));
    return;
  }
  agent.board.applyPoll(poll);
  const seat = agent.seats.get(symbol);
  if (seat === undefined) return;
  const { fundingRate, openInterest } = poll;
  if (fundingRate.kind === 'value') {
    follow({ state, agent, seat }, seat.gate.onFunding(fundingRate.value * 10_000, state.ts));
  }
  if (openInterest.kind === 'value') {
    follow({ state, agent, seat }, seat.gate.onOpenInterest(openInterest.value, state.ts));
  }
}

/** Nothing may stay open for ever: a lost answer counts as one that came too late. */
function giveUpLateQuestion(state: DeskState, agent: AgentMemory, { question }: AgentSeat): void {
  if (question === undefined) return;
  const waitedMs = state.ts - question.tsAsked;
  if (waitedMs < question.request.deadlineMs + GRACE_MS) return;
  handleAnswer(state, agent, lost(question.questionId, 'no answer came back'));
}

/** A question nobody will answer; it may have been billed, so that its worst case is booked. */
export const lost = (questionId: string, detail: string) =>
  ({
    questionId,
    attempts: [],
    result: {
      kind: 'failure',
      failure: 'transient',
      outcome: 'FAIL_DEADLINE',
      detail,
      retryAfterMs: null,
    },
  }) as const;

/** The lock calls questions off: an answer that comes all the same finds the guard in its way. */
export function callOffQuestions(state: DeskState): void {
  for (const { question } of state.agent?.seats.values() ?? []) {
    if (question === undefined || question.isCalledOff) continue;
    question.isCalledOff = true;
    state.effects.send({ type: 'CallOffQuestion', questionId: question.questionId });
  }
}
