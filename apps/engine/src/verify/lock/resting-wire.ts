import { asPrice, floorToTick, price, type Price } from '@quarterdeck/core/kernel/decimal';
import type { ClientOrderId } from '@quarterdeck/core/kernel/ids';
import type { Rng } from '@quarterdeck/core/kernel/rng';
import type { OrderRequest } from '@quarterdeck/core/model/order';
import type { ProofWire } from '../engine/proof-engine.ts';

export interface RestingWire {
  readonly rng: Rng;
  /** Of the entries. */
  readonly share: number;
  readonly isEntry: (clientOrderId: ClientOrderId) => boolean;
  readonly onQuery: (clientOrderId: ClientOrderId) => void;
}

const TICK = price('0.01');
const FAR = { buy: 90n, sell: 110n } as const;

/** So far away that no drill's market comes there. */
const farFrom = (side: OrderRequest['side'], limit: Price): Price =>
  floorToTick(asPrice((limit * FAR[side]) / 100n), TICK);

/**
 * A venue where a share of the entries comes to rest instead of filling at once. The desk sends none that is meant to:
 * this is what one with an empty book, or one that is slow to match, would make of them.
 */
export function restEntries(wire: ProofWire, options: RestingWire): ProofWire {
  const { rng, share, isEntry, onQuery } = options;
  return {
    cancel: (clientOrderId, symbol) => wire.cancel(clientOrderId, symbol),
    snapshot: (afterTradeId) => wire.snapshot(afterTradeId),
    queryOrder: (clientOrderId, symbol) => {
      onQuery(clientOrderId);
      return wire.queryOrder(clientOrderId, symbol);
    },
    submit: (request) => {
      const { clientOrderId, price: limit, side } = request;
      if (limit === undefined || !isEntry(clientOrderId) || rng.next() >= share)
        return wire.submit(request);
      return wire.submit({ ...request, timeInForce: 'gtc', price: farFrom(side, limit) });
    },
  };
}
