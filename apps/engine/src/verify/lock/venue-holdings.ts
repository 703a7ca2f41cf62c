import type { ClientOrderId } from '@quarterdeck/core/kernel/ids';
import type { Fill } from '@quarterdeck/core/model/fill';
import type { OrderRequest } from '@quarterdeck/core/model/order';

/** Entries that work at the venue and what each strategy holds there, from the venue's own book alone. */
export class VenueHoldings {
  readonly #left = new Map<ClientOrderId, bigint>();
  readonly #held = new Map<string, bigint>();

  get working(): Iterable<ClientOrderId> {
    return this.#left.keys();
  }

  get workingCount(): number {
    return this.#left.size;
  }

  /** By strategy and symbol. */
  get positions(): number {
    return this.#held.size;
  }

  accept({ clientOrderId, qty }: Pick<OrderRequest, 'clientOrderId' | 'qty'>): void {
    this.#left.set(clientOrderId, qty);
  }

  end(clientOrderId: ClientOrderId): void {
    this.#left.delete(clientOrderId);
  }

  fill(fill: Pick<Fill, 'clientOrderId' | 'symbol' | 'side' | 'qty'>, strategyId: string): void {
    const key = `${strategyId} ${fill.symbol}`;
    const held = (this.#held.get(key) ?? 0n) + (fill.side === 'buy' ? fill.qty : -fill.qty);
    if (held === 0n) this.#held.delete(key);
    else this.#held.set(key, held);
    const left = this.#left.get(fill.clientOrderId);
    if (left === undefined) return;
    if (left > fill.qty) this.#left.set(fill.clientOrderId, left - fill.qty);
    else this.#left.delete(fill.clientOrderId);
  }
}
