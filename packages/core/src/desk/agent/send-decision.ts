import type { RecordedOrder } from '../../contract/agent/decision-record.schema.ts';
import type { SendInput } from '../../decision/agent/agent-inputs.ts';
import { preSendCheck, type StaleCode } from '../../decision/agent/pre-send-check.ts';
import { vetoOf } from '../../decision/agent/replay-steps.ts';
import type { AgentEntryTerms, AgentExitTerms } from '../../decision/agent/to-intent-terms.ts';
import { absQty, asQty, formatUnits, toFloat, type Qty } from '../../kernel/decimal.ts';
import type { StrategyId, SymbolId } from '../../kernel/ids.ts';
import { denied, type Refusal } from '../../kernel/verdict.ts';
import type { AgentDecision } from '../../model/agent/decision.ts';
import type { Order } from '../../model/order.ts';
import { checkGuard } from '../../risk/guard/check-guard.ts';
import { instrumentOf, type DeskState } from '../desk-state.ts';
import { handleEntryWish } from '../entries.ts';
import { closePosition } from '../exits.ts';
import { guardFactsOf } from '../guard-facts.ts';
import { noteSignal } from '../records.ts';
import type { AgentSeat, Evaluation } from './agent-memory.ts';
import type { AgentPlace } from './agent-place.ts';
import { agentPositionOf, hasEntryUnderWay } from './agent-position.ts';
import { tsOf } from './store-agent.ts';
import { tsQuoteOf } from './gather-snapshot.ts';

export interface SendRequest {
  readonly evaluation: Evaluation;
  readonly decision: AgentDecision;
  readonly terms: AgentEntryTerms | AgentExitTerms;
  /** Whose switches and whose ledger. */
  readonly strategyId: StrategyId;
  /** A lock called the question off: nothing is opened on its answer, even after it was lifted. */
  readonly isCalledOff: boolean;
}

export interface SentDecision {
  readonly veto: {
    readonly outcome: 'VETO_STALE' | 'VETO_RISK' | 'VETO_HALT';
    readonly refusal: Refusal;
  } | null;
  /** Set where the answer was too old, for one fresh question. */
  readonly stale: Refusal<StaleCode> | null;
  readonly orders: readonly RecordedOrder[];
  /** Handed over, or on its way as soon as the stop at the venue is out of the way. */
  readonly isSent: boolean;
  readonly input: SendInput;
}

type Handed = { readonly ok: true; readonly orders: readonly RecordedOrder[] } | Refusal;

const recorded = (order: Order, leg: RecordedOrder['leg']): RecordedOrder => ({
  clientOrderId: order.clientOrderId,
  leg,
  side: order.side,
  qty: formatUnits(order.qty),
  price: order.price === undefined ? null : formatUnits(order.price),
  reduceOnly: order.reduceOnly,
});

/** Through guard, risk and orders like the proposal of any strategy. */
function enter(state: DeskState, request: SendRequest, terms: AgentEntryTerms): Handed {
  const { evaluation, strategyId, isCalledOff } = request;
  const { symbol } = evaluation;
  if (isCalledOff && state.lock.level === 'none') return denied('AGENT_CALLED_OFF', { symbol });
  if (hasEntryUnderWay(state, symbol)) return denied('AGENT_ENTRY_UNDER_WAY', { symbol });
  const { side, entry_units_intent, stopPrice, targetPrice } = terms;
  const answer = handleEntryWish(state, {
    strategyId,
    symbol,
    proposal: {
      side,
      entry_units_intent,
      stopPrice,
      ...(targetPrice === undefined ? {} : { targetPrice }),
      entry_probability: terms.entry_probability,
      thesis: terms.thesis,
      expiresInMs: terms.expiresInMs,
    },
  });
  if (!answer.ok) return answer;
  return { ok: true, orders: answer.orders.map((order) => recorded(order, 'entry')) };
}

/** Part or all of what the agent holds, under whichever of its names; the switch of the holder counts. */
function leave(state: DeskState, request: SendRequest, terms: AgentExitTerms): Handed {
  const { symbol } = request.evaluation;
  const position = agentPositionOf(state, symbol);
  if (position === undefined) return denied('AGENT_NOTHING_HELD', { symbol });
  if (position.closingReason !== undefined) return denied('AGENT_EXIT_UNDER_WAY', { symbol });
  const { strategyId, entry_probability } = position;
  const guard = checkGuard('exit', guardFactsOf(state, strategyId, symbol));
  if (!guard.ok) return guard;
  const { thesis, fraction } = terms;
  const side = position.qty > 0n ? 'sell' : 'buy';
  noteSignal(state, {
    strategyId,
    symbol,
    side,
    purpose: 'exit',
    entry_probability,
    thesis,
    ts: state.ts,
  });
  const exit = { purpose: 'exit', reason: 'strategy', thesis } as const;
  closePosition(
    state,
    position,
    fraction < 1 ? { ...exit, qty: partOf(position.qty, fraction) } : exit,
  );
  return takenExit(state, symbol);
}

/** An exit may wait for the stop that rests at the venue; one that was refused or has to pause leaves no trace. */
function takenExit(state: DeskState, symbol: SymbolId): Handed {
  const position = agentPositionOf(state, symbol);
  if (position?.closingReason === undefined) return denied('EXIT_NOT_TAKEN', { symbol });
  const { closingOrderId } = position;
  const order = closingOrderId === undefined ? undefined : state.orders.find(closingOrderId);
  return { ok: true, orders: order === undefined ? [] : [recorded(order, 'exit')] };
}

const partOf = (open: Qty, fraction: number): Qty =>
  asQty((absQty(open) * BigInt(Math.round(fraction * 1e6))) / 1_000_000n);

function factsOf(state: DeskState, seat: AgentSeat, request: SendRequest): SendInput['facts'] {
  const { evaluation, decision, terms } = request;
  const { ts, mid, atr } = evaluation.snapshot;
  const quote = state.market.stateOf(seat.symbol)?.quote;
  const touch = quote && {
    bid: toFloat(quote.bid),
    ask: toFloat(quote.ask),
    ts: tsQuoteOf(state, seat),
  };
  return {
    purpose: terms.kind,
    horizon: decision.horizon,
    ts: tsOf(state),
    snapshot: { ts, mid, atr, positionVersion: evaluation.positionVersion },
    quote: touch,
    positionVersion: seat.positionVersion,
  };
}

/** The last questions before an order, and the order; what came of them is written down as it was. */
export function sendDecision(at: AgentPlace, request: SendRequest): SentDecision {
  const { state, agent, seat } = at;
  const facts = factsOf(state, seat, request);
  const config = agent.setup.config.decision.pre_send;
  const lotSize = formatUnits(instrumentOf(state, seat.symbol).lotSize);
  const input = { facts, config, refusal: null, lotSize, orders: [] };
  const nothing = { orders: [], isSent: false } as const;
  const check = preSendCheck(facts, config);
  if (!check.ok) {
    return { ...nothing, veto: { outcome: 'VETO_STALE', refusal: check }, stale: check, input };
  }
  const { terms } = request;
  const handed =
    terms.kind === 'entry' ? enter(state, request, terms) : leave(state, request, terms);
  if (!handed.ok) {
    const { code, numbers } = handed;
    const veto = { outcome: vetoOf(code), refusal: handed } as const;
    return { ...nothing, veto, stale: null, input: { ...input, refusal: { code, numbers } } };
  }
  const { orders } = handed;
  return { veto: null, stale: null, orders, isSent: true, input: { ...input, orders } };
}
