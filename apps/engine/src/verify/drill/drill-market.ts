import { asPrice, qty } from '@quarterdeck/core/kernel/decimal';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import { createRng } from '@quarterdeck/core/kernel/rng';
import type { MarketInput } from '@quarterdeck/core/simulation/market-input';
import type { DrillInstrument } from './drill-instruments.ts';

export interface DrillMarketOptions {
  readonly instruments: readonly DrillInstrument[];
  readonly seed: number;
  readonly tsStart: EpochMs;
  /** Between two quotes of one symbol; the symbols take turns within it. */
  readonly intervalMs: number;
  /** Quotes of each symbol. */
  readonly ticks: number;
  /** Furthest step between two quotes, in ticks of price. Default 3. */
  readonly maxStep?: number;
}

const CENT = 1_000_000n;
/** More than any order of a drill takes. */
const DEPTH = qty('1000000');

/** Quotes of all symbols in time order, one a symbol and interval: a walk in whole ticks, the same for the same seed. */
export function* drillMarket(options: DrillMarketOptions): Generator<MarketInput> {
  const { instruments, seed, tsStart, intervalMs, ticks, maxStep = 3 } = options;
  const rng = createRng(seed).fork('drill market');
  const bids = instruments.map(({ firstPrice }) => firstPrice);
  for (let tick = 0; tick < ticks; tick += 1) {
    for (const [index, instrument] of instruments.entries()) {
      const step = Math.floor(rng.next() * (2 * maxStep + 1)) - maxStep;
      const walked = (bids[index] ?? 0n) + BigInt(step) * CENT;
      // A price never comes near zero: half of where it began is far enough for any drill.
      const bid = walked > instrument.firstPrice / 2n ? walked : instrument.firstPrice;
      bids[index] = bid;
      const turn = Math.floor((index * intervalMs) / instruments.length);
      const tsEvent = tsStart + tick * intervalMs + turn;
      yield {
        type: 'quote',
        quote: {
          symbol: instrument.symbol,
          bid: asPrice(bid),
          ask: asPrice(bid + CENT),
          bidQty: DEPTH,
          askQty: DEPTH,
          tsEvent,
        },
      };
    }
  }
}
