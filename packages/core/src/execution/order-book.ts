import { asQty, ZERO_QTY, type Qty } from '../kernel/decimal.ts';
import type { EpochMs } from '../kernel/clock.ts';
import { ensureDefined } from '../kernel/ensure.ts';
import { NewestKeys } from '../kernel/newest-keys.ts';
import type { ClientOrderId, StrategyId, SymbolId } from '../kernel/ids.ts';
import type { Draft } from '../model/draft.ts';
import type { ApprovedIntent } from '../model/approved-intent.ts';
import type { Order, OrderState } from '../model/order.ts';
import { clientOrderIdOf } from './client-order-id.ts';
import { canBecome, isFinalState } from './order-state-machine.ts';

/** Final orders kept to recognise late reports. */
const FINAL_ORDERS_KEPT = 2_000;

/** Our own side of every order: what was sent, what the venue said, what is still open. */
export class OrderBook {
  readonly #working = new Map<ClientOrderId, Order>();
  /** The same by symbol: with 200 of them an entry asks about one. */
  readonly #workingOf = new Map<SymbolId, Map<ClientOrderId, Order>>();
  readonly #final = new Map<ClientOrderId, Order>();
  readonly #finalIds = new NewestKeys<ClientOrderId>(FINAL_ORDERS_KEPT);
  readonly #deskId: string;

  constructor(deskId: string, restored: readonly Order[] = []) {
    this.#deskId = deskId;
    for (const order of restored) {
      if (isFinalState(order.state)) this.#keepFinal({ ...order });
      else this.#keepWorking({ ...order });
    }
  }

  find(clientOrderId: ClientOrderId): Order | undefined {
    return this.#working.get(clientOrderId) ?? this.#final.get(clientOrderId);
  }

  get workingCount(): number {
    return this.#working.size;
  }

  working(): IterableIterator<Order> {
    return this.#working.values();
  }

  /** Registers an order for an approved intent, in the state it is stored in before it leaves. */
  open(
    intent: ApprovedIntent,
    options: { readonly ts: EpochMs; readonly reduceOnly: boolean },
  ): Order {
    const order: Draft<Order> = {
      clientOrderId: clientOrderIdOf(this.#deskId, intent.intentId),
      symbol: intent.symbol,
      side: intent.side,
      type: intent.type,
      timeInForce: intent.timeInForce,
      qty: intent.qty,
      postOnly: false,
      reduceOnly: options.reduceOnly,
      intentId: intent.intentId,
      strategyId: intent.strategyId,
      purpose: intent.purpose,
      positionId: intent.positionId,
      entry_probability: intent.entry_probability,
      entry_units_intent: intent.entry_units_intent,
      thesis: intent.thesis,
      tsCreated: options.ts,
      tsExpires: intent.tsExpires,
      state: 'submitted',
      filledQty: ZERO_QTY,
      tsUpdated: options.ts,
    };
    const { price, stopPrice, targetPrice, exitReason } = intent;
    if (price !== undefined) order.price = price;
    if (intent.type === 'stop') order.stopPrice = ensureDefined(stopPrice, 'trigger of a stop');
    else if (stopPrice !== undefined) order.plannedStopPrice = stopPrice;
    if (targetPrice !== undefined) order.plannedTargetPrice = targetPrice;
    if (exitReason !== undefined) order.exitReason = exitReason;
    this.#keepWorking(order);
    return order;
  }

  /** False when the state machine does not allow it: the report is late or a repeat. */
  move(order: Order, to: OrderState, ts: EpochMs): boolean {
    if (!canBecome(order.state, to)) return false;
    order.state = to;
    order.tsUpdated = ts;
    if (isFinalState(to)) this.#retire(order);
    return true;
  }

  /** Adds an execution; a late one on a final order still counts, the state stays. */
  addFill(order: Order, qty: Qty, ts: EpochMs): void {
    order.filledQty = asQty(order.filledQty + qty);
    order.tsUpdated = ts;
    if (isFinalState(order.state)) return;
    const isComplete = order.filledQty >= order.qty;
    if (isComplete) this.move(order, 'filled', ts);
    else if (order.state !== 'cancel_pending') this.move(order, 'partially_filled', ts);
  }

  /** Whether an order of anybody else may still trade in the symbol. */
  hasWorking(symbol: SymbolId, except: StrategyId): boolean {
    for (const order of this.#in(symbol)) if (order.strategyId !== except) return true;
    return false;
  }

  /** Whether anything is on its way in the symbol; a stop that stands untouched is not. */
  hasTravelling(symbol: SymbolId): boolean {
    for (const order of this.#in(symbol)) if (!isStanding(order)) return true;
    return false;
  }

  findWorking(strategyId: StrategyId, symbol: SymbolId): Order | undefined {
    for (const order of this.#in(symbol)) if (order.strategyId === strategyId) return order;
    return undefined;
  }

  #in(symbol: SymbolId): Iterable<Order> {
    return this.#workingOf.get(symbol)?.values() ?? [];
  }

  #keepWorking(order: Order): void {
    const { symbol, clientOrderId } = order;
    this.#working.set(clientOrderId, order);
    const inSymbol = this.#workingOf.get(symbol) ?? new Map<ClientOrderId, Order>();
    this.#workingOf.set(symbol, inSymbol);
    inSymbol.set(clientOrderId, order);
  }

  #retire(order: Order): void {
    this.#working.delete(order.clientOrderId);
    this.#workingOf.get(order.symbol)?.delete(order.clientOrderId);
    this.#keepFinal(order);
  }

  #keepFinal(order: Order): void {
    this.#final.set(order.clientOrderId, order);
    const oldest = this.#finalIds.add(order.clientOrderId);
    if (oldest !== undefined) this.#final.delete(oldest);
  }
}

/** A stop that the venue holds and nothing has happened to. */
export const isStanding = (order: Order): boolean =>
  order.type === 'stop' && order.state === 'accepted';

export const unfilledQty = (order: Order): Qty => asQty(order.qty - order.filledQty);
