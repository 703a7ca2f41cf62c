import { createBarBuilder } from '@quarterdeck/core/market/build-bars';
import { MINUTE_MS } from '@quarterdeck/core/kernel/clock';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import { createRng } from '@quarterdeck/core/kernel/rng';
import type { TradeColumns } from '@quarterdeck/core/model/columns';
import type { BenchContext, Figure, Measure } from '../measure.ts';
import { measureRate } from '../repeat.ts';

const SYMBOL = asSymbolId('BTC/USDT');
const ROWS = 65_536;
const BLOCKS = 16;
const SEED = 11;
const TS_FIRST = Date.UTC(2024, 0, 1);
const MEAN_GAP_MS = 700;
const SIZE_DECIMALS = 8;

/** Trades of a busy market: a random walk on a grid of cents, some dozens of trades a minute. */
function createTrades(): readonly TradeColumns[] {
  const rng = createRng(SEED);
  let ts = TS_FIRST;
  let cents = 6_100_000;
  return Array.from({ length: BLOCKS }, () => {
    const column = () => new Float64Array(ROWS);
    const [tsEvent, price, qty] = [column(), column(), column()];
    const isBuy = new Uint8Array(ROWS);
    for (let row = 0; row < ROWS; row += 1) {
      ts += Math.floor(rng.next() * 2 * MEAN_GAP_MS);
      cents += Math.floor(rng.next() * 11) - 5;
      tsEvent[row] = ts;
      price[row] = cents * 1e6;
      qty[row] = 1 + Math.floor(rng.next() * 1e8);
      isBuy[row] = rng.next() < 0.5 ? 1 : 0;
    }
    const shape = {
      kind: 'trades',
      symbol: SYMBOL,
      length: ROWS,
      sizeDecimals: SIZE_DECIMALS,
    } as const;
    return { ...shape, tsEvent, price, qty, isBuy };
  });
}

function build(blocks: readonly TradeColumns[]): number {
  const builder = createBarBuilder({
    symbol: SYMBOL,
    timeframeMs: MINUTE_MS,
    sizeDecimals: SIZE_DECIMALS,
    calendar: 'always',
    silence: 'flat',
  });
  for (const block of blocks) builder.addTrades(block);
  return builder.finish().length;
}

function run({ ports, isQuick }: BenchContext): Figure {
  const blocks = createTrades();
  let bars = 0;
  const work = () => {
    bars = build(blocks);
    return ROWS * BLOCKS;
  };
  const figure = measureRate({ clock: ports.clock, times: isQuick ? 5 : 15, work });
  return { ...figure, details: { ...figure.details, ticks: ROWS * BLOCKS, bars } };
}

/** Trades in columns to exact one-minute candles. */
export const candlesBuild: Measure = {
  name: 'candles.build_ticks_per_s',
  unit: 'ticks/s',
  goal: { reach: 3_000_000, direction: 'at_least' },
  run,
};
