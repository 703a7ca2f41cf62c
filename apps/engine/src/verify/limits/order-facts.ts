import type { ClientOrderId, StrategyId, SymbolId } from '@quarterdeck/core/kernel/ids';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { DeskEvent } from '@quarterdeck/core/model/event';
import type { OrderPurpose } from '@quarterdeck/core/model/order';
import type { BookEntry } from '@quarterdeck/core/simulation/book-entry';
import type { DeskWatch } from './watch-desk.ts';

export interface OrderFact {
  readonly clientOrderId: ClientOrderId;
  readonly strategyId: StrategyId;
  readonly symbol: SymbolId;
  readonly purpose: OrderPurpose;
}

/** What the venue does not know of an order it was sent: whose it is, and what for. */
export class OrderFacts implements DeskWatch {
  readonly #byId = new Map<ClientOrderId, OrderFact>();

  see(_event: DeskEvent, effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.type !== 'RecordOrder' || this.#byId.has(effect.order.clientOrderId)) continue;
      const { clientOrderId, strategyId, symbol, purpose } = effect.order;
      this.#byId.set(clientOrderId, { clientOrderId, strategyId, symbol, purpose });
    }
  }

  find(clientOrderId: ClientOrderId): OrderFact | undefined {
    return this.#byId.get(clientOrderId);
  }

  /** The order that the venue was just sent, when it opens or adds to a position. */
  findSentEntry(entry: BookEntry): OrderFact | undefined {
    if (entry.type !== 'Sent' || entry.line.kind !== 'submit') return undefined;
    const fact = this.#byId.get(entry.line.request.clientOrderId);
    return fact?.purpose === 'entry' ? fact : undefined;
  }
}
