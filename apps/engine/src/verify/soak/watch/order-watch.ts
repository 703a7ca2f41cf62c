import { progressOf, isFinalState } from '@quarterdeck/core/execution/order-state-machine';
import { absQty, formatMoney, formatUnits, type Money } from '@quarterdeck/core/kernel/decimal';
import { EXTERNAL } from '@quarterdeck/core/kernel/ids';
import type { DeskView } from '@quarterdeck/core/model/desk-view';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { Order, OrderRequest, OrderState } from '@quarterdeck/core/model/order';
import type { Position } from '@quarterdeck/core/model/position';
import type { BookEntry } from '@quarterdeck/core/simulation/book-entry';
import type { ComplaintBook } from './complaint-book.ts';
import { OnceSet } from './once-set.ts';

export interface Caps {
  readonly symbol: Money;
  readonly total: Money;
}

/** Of the engine at the moment an order leaves. */
export interface SendingEngine {
  readonly view: DeskView;
  /** The event behind it, and all before, are on disk. */
  readonly isDurable: boolean;
}

/** Follows every order from its first record to its end, over the lives of the engine. */
export class OrderWatch {
  sent = 0;
  /** As the desk knows those that are not final. */
  readonly #orders = new Map<string, Order>();
  readonly #sides = new Map<string, boolean>();
  readonly #handedOver = new OnceSet();
  readonly #intents = new OnceSet();
  readonly #atVenue = new OnceSet();
  readonly #ended = new OnceSet();
  readonly #complaints: ComplaintBook;
  readonly #caps: Caps;

  constructor(complaints: ComplaintBook, caps: Caps) {
    this.#complaints = complaints;
    this.#caps = caps;
  }

  /** A new life knows what was stored: states that were not are gone with the old one. */
  restart(orders: readonly Order[], positions: readonly Position[]): void {
    this.#orders.clear();
    this.#sides.clear();
    for (const order of orders) this.#orders.set(order.clientOrderId, order);
    for (const { positionId, qty } of positions) this.#sides.set(positionId, qty > 0n);
  }

  see(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.type === 'RecordOrder') this.#follow(effect.order);
      else if (effect.type === 'RecordPosition') this.#followPosition(effect.position);
    }
  }

  /** An order is about to be handed to the wire, whatever the wire makes of it. */
  leave(request: OrderRequest, engine: SendingEngine): void {
    this.sent += 1;
    const { clientOrderId } = request;
    const { view, isDurable } = engine;
    const look = this.#lookAt(`order ${clientOrderId}`);
    look(this.#handedOver.add(clientOrderId), 'handed over at most once', 'a second time');
    look(isDurable, 'everything behind it on disk', 'it is not');
    const order = this.#orders.get(clientOrderId);
    if (order === undefined) {
      look(false, 'an order the desk has recorded', 'none');
      return;
    }
    look(this.#intents.add(order.intentId), `one order for intent ${order.intentId}`, 'another');
    if (order.purpose === 'entry') this.#lookAtEntry(order, view);
    else this.#lookAtClose(order, view);
  }

  /** The venue's own book: what has really been sent to it. */
  listen(entries: readonly BookEntry[]): void {
    for (const entry of entries) {
      if (entry.type !== 'Sent' || entry.line.kind !== 'submit') continue;
      const { clientOrderId } = entry.line.request;
      const isFirst = this.#atVenue.add(clientOrderId);
      this.#lookAt(`order ${clientOrderId}`)(isFirst, 'sent to the venue once', 'twice');
    }
  }

  #follow(order: Order): void {
    const { clientOrderId, state } = order;
    const before = this.#orders.get(clientOrderId);
    if (before === undefined && this.#ended.has(clientOrderId))
      this.#complaints.complain(`order ${clientOrderId} has ended`, `it is ${state}`);
    if (before !== undefined) this.#compareStates(order, before.state);
    if (before !== undefined && order.filledQty < before.filledQty)
      this.#complaints.complain(
        `order ${clientOrderId} has ${formatUnits(before.filledQty)} filled`,
        formatUnits(order.filledQty),
      );
    if (isFinalState(state)) {
      this.#orders.delete(clientOrderId);
      this.#ended.add(clientOrderId);
    } else this.#orders.set(clientOrderId, order);
  }

  #compareStates({ clientOrderId, state }: Order, before: OrderState): void {
    if (progressOf(state) >= progressOf(before)) return;
    this.#complaints.complain(`order ${clientOrderId} behind ${before}`, state);
  }

  #followPosition({ positionId, strategyId, qty, symbol }: Position): void {
    if (strategyId === EXTERNAL)
      this.#complaints.complain(`no ${symbol} that no order explains`, formatUnits(qty));
    if (qty === 0n) {
      this.#sides.delete(positionId);
      return;
    }
    const side = this.#sides.get(positionId);
    this.#sides.set(positionId, qty > 0n);
    if (side === undefined || side === qty > 0n) return;
    this.#complaints.complain(`position ${positionId} on its side of zero`, formatUnits(qty));
  }

  #lookAtEntry({ clientOrderId, symbol }: Order, view: DeskView): void {
    const look = this.#lookAt(`entry ${clientOrderId}`);
    look(view.lock.level === 'none', 'held back under a lock', 'it left');
    look(view.phase === 'running', 'held back unless the desk runs', view.phase);
    const { total, bySymbol } = view.exposure();
    const exposure = bySymbol.find((row) => row.symbol === symbol)?.exposure ?? (0n as Money);
    look(exposure <= this.#caps.symbol, 'exposure within the cap', formatMoney(exposure));
    look(total <= this.#caps.total, 'exposure in total within the cap', formatMoney(total));
  }

  #lookAtClose({ clientOrderId, positionId, qty, side }: Order, view: DeskView): void {
    const look = this.#lookAt(`closing order ${clientOrderId}`);
    const position = view.positions().find((each) => each.positionId === positionId);
    if (position === undefined) {
      look(false, 'a position to close', 'none');
      return;
    }
    const reduces = side === (position.qty > 0n ? 'sell' : 'buy');
    look(reduces, 'against its position', side);
    const held = absQty(position.qty);
    look(qty <= held, `at most ${formatUnits(held)}`, formatUnits(qty));
  }

  #lookAt(what: string): (holds: boolean, expected: string, found: string) => void {
    return (holds, expected, found) => {
      if (!holds) this.#complaints.complain(`${what}: ${expected}`, found);
    };
  }
}
