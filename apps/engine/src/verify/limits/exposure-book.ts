import type { Price, Qty } from '@quarterdeck/core/kernel/decimal';
import type { ClientOrderId, StrategyId, SymbolId } from '@quarterdeck/core/kernel/ids';
import type { Fill } from '@quarterdeck/core/model/fill';
import type { Side } from '@quarterdeck/core/model/tick';

export interface Touch {
  readonly bid: Price;
  readonly ask: Price;
}

export interface EntryOrder {
  readonly clientOrderId: ClientOrderId;
  readonly symbol: SymbolId;
  readonly side: Side;
  readonly qty: Qty;
  /** Limit; absent: at any price. */
  readonly price?: Price | undefined;
}

interface OpenEntry extends EntryOrder {
  left: bigint;
}

interface Exposed {
  /** Signed, by owner: two strategies that hold against each other are two exposures. */
  readonly held: Map<StrategyId, bigint>;
  readonly entries: Map<ClientOrderId, OpenEntry>;
}

const larger = (left: bigint, right: bigint): bigint => (left > right ? left : right);

/**
 * Exposure worked out from orders and fills alone, in money of 16 decimals: what is held at the price it would close
 * at, and what may still fill at the most it can be worth the moment it does.
 */
export class ExposureBook {
  readonly #bySymbol = new Map<SymbolId, Exposed>();

  open(order: EntryOrder): void {
    const { entries } = this.#of(order.symbol);
    if (entries.has(order.clientOrderId)) return;
    entries.set(order.clientOrderId, { ...order, left: order.qty });
  }

  fill(fill: Pick<Fill, 'clientOrderId' | 'symbol' | 'side' | 'qty'>, owner: StrategyId): void {
    const { held, entries } = this.#of(fill.symbol);
    const signed = fill.side === 'buy' ? fill.qty : -fill.qty;
    held.set(owner, (held.get(owner) ?? 0n) + signed);
    const entry = entries.get(fill.clientOrderId);
    if (entry === undefined) return;
    entry.left -= fill.qty;
    if (entry.left <= 0n) entries.delete(fill.clientOrderId);
  }

  /** It cannot fill any more. */
  end(clientOrderId: ClientOrderId, symbol: SymbolId): void {
    this.#of(symbol).entries.delete(clientOrderId);
  }

  ofSymbol(symbol: SymbolId, at: Touch): bigint {
    const { held, entries } = this.#of(symbol);
    let sum = 0n;
    for (const qty of held.values()) sum += qty > 0n ? qty * at.bid : -qty * at.ask;
    for (const entry of entries.values()) sum += entry.left * worthOf(entry, at);
    return sum;
  }

  #of(symbol: SymbolId): Exposed {
    let exposed = this.#bySymbol.get(symbol);
    if (exposed === undefined) {
      exposed = { held: new Map(), entries: new Map() };
      this.#bySymbol.set(symbol, exposed);
    }
    return exposed;
  }
}

/** A buy costs its limit at most; a sell fills at its limit or better, and what it opens is worth the ask. */
function worthOf({ side, price }: EntryOrder, { ask }: Touch): bigint {
  if (price === undefined) return ask;
  return side === 'buy' ? price : larger(price, ask);
}
