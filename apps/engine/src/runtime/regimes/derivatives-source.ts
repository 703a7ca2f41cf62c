import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import { absent, type DerivativesPoll } from '@quarterdeck/core/model/agent/derivatives-poll';
import type { Clock } from '../../ports/clock.ts';

/** Where funding, open interest and the long/short ratio of a symbol are asked for. */
export interface DerivativesSource {
  readonly name: string;
  /** What is not known is absent with a reason; rejects only when the asking itself failed. */
  poll(symbol: SymbolId): Promise<DerivativesPoll>;
}

/** The simulated venue trades spot: it has none of these figures, and none are made up. */
export function createNoDerivatives(clock: Pick<Clock, 'now'>): DerivativesSource {
  const nothing = absent('not_available');
  return {
    name: 'none',
    poll: (symbol) =>
      Promise.resolve({
        symbol,
        tsPolled: clock.now(),
        fundingRate: nothing,
        openInterest: nothing,
        longShortRatio: nothing,
      }),
  };
}
