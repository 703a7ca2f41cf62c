import { asIntentId, type SymbolId } from '../kernel/ids.ts';
import { denied, type Refusal } from '../kernel/verdict.ts';
import type { ApprovedIntent } from '../model/approved-intent.ts';
import type { Draft } from '../model/draft.ts';
import type { Intent } from '../model/intent.ts';
import type { Order, OrderRequest } from '../model/order.ts';
import { approveEntry, type Approval } from '../risk/approve.ts';
import { buildEntryIntent } from './build-entry-intent.ts';
import type { DeskState } from './desk-state.ts';
import type { EntryWish, Leg } from './entry-leg.ts';
import { entryFactsOf } from './entry-facts.ts';
import { holdStrategy } from './hold-strategy.ts';
import { noteDenial, noteSignal, recordOrder } from './records.ts';

export const nextIntentId = (state: DeskState) =>
  asIntentId(`${state.seq.toString(36)}-${(state.ordinal++).toString(36)}`);

/** The orders a proposal became, or why it became none. */
export type EntryAnswer = { readonly ok: true; readonly orders: readonly Order[] } | Refusal;

/** A proposal becomes an order here or nowhere; the legs of a pair become orders together or not at all. */
export function handleEntryWish(state: DeskState, wish: EntryWish): EntryAnswer {
  const legs = legsOf(wish);
  for (const { strategyId, symbol } of legs) {
    if (state.orders.findWorking(strategyId, symbol) !== undefined) return ENTRY_WORKING;
    if (state.market.stateOf(symbol)?.quote === undefined) return ENTRY_UNPRICED;
  }
  for (const leg of legs) noteEntrySignal(state, leg);
  const approved: ApprovedIntent[] = [];
  for (const leg of legs) {
    const approval = approveLeg(state, leg, approved);
    if (!approval.ok) {
      dropOthers(state, approved, leg.symbol);
      return approval;
    }
    approved.push(approval.intent);
  }
  return { ok: true, orders: approved.map((intent) => sendEntry(state, intent)) };
}

/** Not worth a row: the brain will say it again. */
const ENTRY_WORKING = denied('ENTRY_ALREADY_WORKING');
const ENTRY_UNPRICED = denied('ENTRY_WITHOUT_QUOTE');

function legsOf(wish: EntryWish): readonly Leg[] {
  if (wish.proposal.legs === undefined) return [wish];
  const { legs, ...proposal } = wish.proposal;
  const { strategyId } = wish;
  return [
    { strategyId, symbol: wish.symbol, proposal },
    ...legs.map(({ symbol, ...terms }) => {
      const { entry_probability, thesis, expiresInMs } = proposal;
      return { strategyId, symbol, proposal: { ...terms, entry_probability, thesis, expiresInMs } };
    }),
  ];
}

function noteEntrySignal(state: DeskState, { strategyId, symbol, proposal }: Leg): void {
  noteSignal(state, {
    strategyId,
    symbol,
    side: proposal.side,
    purpose: 'entry',
    entry_probability: proposal.entry_probability,
    thesis: proposal.thesis,
    ts: state.ts,
  });
}

/** The intent of one leg, measured as if those `ahead` of it had left already. */
function approveLeg(state: DeskState, leg: Leg, ahead: readonly ApprovedIntent[]): Approval {
  const quote = state.market.stateOf(leg.symbol)?.quote;
  if (quote === undefined) return ENTRY_UNPRICED;
  const intentId = nextIntentId(state);
  const intent = buildEntryIntent(state, { leg, quote, intentId });
  if (!intent.ok) {
    noteDenial(state, { intentId, ...leg, purpose: 'entry' }, intent);
    return intent;
  }
  const facts = entryFactsOf(state, { intent: intent.value, quote, ahead });
  const approval = approveEntry(intent.value, facts, state.limits);
  if (!approval.ok) refuseEntry(state, intent.value, approval);
  return approval;
}

/** Legs that were approved before another one of their pair was refused. */
function dropOthers(
  state: DeskState,
  approved: readonly ApprovedIntent[],
  refused: SymbolId,
): void {
  for (const intent of approved) {
    noteDenial(state, intent, denied('PAIR_LEG_REFUSED', { leg: refused }));
  }
}

function sendEntry(state: DeskState, intent: ApprovedIntent): Order {
  const order = state.orders.open(intent, { ts: state.ts, reduceOnly: false });
  state.throttle.noteOrder(state.ts);
  state.throttle.noteEntry(intent, state.ts);
  state.effects.record({ type: 'RecordIntent', intent, ts: state.ts });
  recordOrder(state, order);
  state.effects.send({ type: 'SubmitOrder', request: requestOf(order), purpose: order.purpose });
  return order;
}

function refuseEntry(
  state: DeskState,
  intent: Intent,
  refusal: { readonly code: string; readonly numbers: Readonly<Record<string, string | number>> },
): void {
  noteDenial(state, intent, refusal);
  if (refusal.code === 'THROTTLE_REPEATED_ENTRIES')
    holdStrategy(state, intent.strategyId, refusal.code);
}

/** Only what the venue may see of an order. */
export function requestOf(order: Order): OrderRequest {
  const { clientOrderId, symbol, side, type, timeInForce, qty, price, postOnly, reduceOnly } =
    order;
  const request: Draft<OrderRequest> = {
    clientOrderId,
    symbol,
    side,
    type,
    timeInForce,
    qty,
    postOnly,
    reduceOnly,
  };
  if (price !== undefined) request.price = price;
  return request;
}
