import type { Side } from '../model/tick.ts';
import type { MarketView } from './contract.ts';

/** Where an entry gives up and where it is content, as prices. */
export interface Bracket {
  readonly stopPrice: number;
  readonly targetPrice: number;
}

/** Distances in basis points from the price a taker would get: the ask for a buy, the bid for a sell. */
export function bracketAround(
  view: MarketView,
  side: Side,
  distance: { readonly stop_bps: number; readonly target_bps: number },
): Bracket {
  const from = side === 'buy' ? view.ask : view.bid;
  const sign = side === 'buy' ? 1 : -1;
  return {
    stopPrice: from * (1 - (sign * distance.stop_bps) / 10_000),
    targetPrice: from * (1 + (sign * distance.target_bps) / 10_000),
  };
}
