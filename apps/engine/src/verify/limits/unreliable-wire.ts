import type { Rng } from '@quarterdeck/core/kernel/rng';
import { OutcomeUnknownError } from '../../ports/venue.ts';
import type { ProofWire } from '../engine/proof-engine.ts';

/** How often the wire broke, and when. */
export interface WireBreaks {
  /** Before the venue had the order. */
  lost: number;
  /** After it had it: the answer was lost. */
  arrived: number;
  /** From now on every order arrives. */
  isOver: boolean;
}

/** A wire that breaks at a share of the orders: half of those have reached the venue, and nobody can tell which. */
export function breakWire(
  wire: ProofWire,
  {
    rng,
    share,
    breaks,
  }: { readonly rng: Rng; readonly share: number; readonly breaks: WireBreaks },
): ProofWire {
  return {
    cancel: (clientOrderId, symbol) => wire.cancel(clientOrderId, symbol),
    queryOrder: (clientOrderId, symbol) => wire.queryOrder(clientOrderId, symbol),
    snapshot: (afterTradeId) => wire.snapshot(afterTradeId),
    submit: (request) => {
      const draw = breaks.isOver ? 1 : rng.next();
      if (draw < share / 2) {
        breaks.lost += 1;
        throw new OutcomeUnknownError('the wire broke before the venue had the order');
      }
      const work = wire.submit(request);
      if (draw >= share) return work;
      breaks.arrived += 1;
      throw new OutcomeUnknownError('the wire broke after the venue had the order');
    },
  };
}
