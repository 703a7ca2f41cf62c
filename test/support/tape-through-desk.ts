import { createDesk } from '@quarterdeck/core/desk';
import type { StrategySetup } from '@quarterdeck/core/desk-contract';
import { money, price, qty, toFloat, ZERO_QTY } from '@quarterdeck/core/kernel/decimal';
import { asSymbolId, type SymbolId } from '@quarterdeck/core/kernel/ids';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { Effect, Signal } from '@quarterdeck/core/model/effect';
import type { Fill } from '@quarterdeck/core/model/fill';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import type { ClosedTrade } from '@quarterdeck/core/model/position';
import { candleQuotes } from '@quarterdeck/core/simulation/candle-quotes';
import { tsOfInput, type MarketInput } from '@quarterdeck/core/simulation/market-input';
import { createMatchingVenue } from '@quarterdeck/core/simulation/matching-venue';
import { driveSession } from '@quarterdeck/core/simulation/session-driver';
import type { Strategy } from '@quarterdeck/core/strategies/contract';
import { parseParams } from '@quarterdeck/core/strategies/parse-params';
import { deskOptions, FRESH } from './desk-world.ts';

const TICK = price('0.01');

/** A coin in dollars: two decimals, lots small enough that sizes are hardly rounded. */
export const coin = (symbol: string): Instrument => ({
  symbol: asSymbolId(symbol),
  base: symbol.split('/')[0] ?? '',
  quote: 'USDT',
  tickSize: TICK,
  lotSize: qty('0.0001'),
  minQty: qty('0.0001'),
  minNotional: money('5'),
  calendar: 'always',
});

export interface TapeBar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** Quotes at the four prices of each bar, a basis point wide, then the bar: what a candle file becomes. */
export function barTape(
  symbol: SymbolId,
  bars: readonly TapeBar[],
  time: { readonly tsStart: number; readonly timeframeMs: number },
): MarketInput[] {
  const at = (value: number) => price(value.toFixed(2));
  return bars.flatMap((bar, index) => {
    const candle: Candle = {
      symbol,
      timeframeMs: time.timeframeMs,
      tsOpen: time.tsStart + index * time.timeframeMs,
      open: at(bar.open),
      high: at(bar.high),
      low: at(bar.low),
      close: at(bar.close),
      volume: qty('1'),
      ticks: 1,
    };
    const quotes = candleQuotes(candle, { tickSize: TICK, spreadBps: 1 });
    return [
      ...quotes.map((quote) => ({ type: 'quote' as const, quote })),
      { type: 'candle' as const, candle },
    ];
  });
}

/** One quote per step, half a basis point to each side of the mid. */
export function quoteTape(
  symbol: SymbolId,
  mids: readonly number[],
  time: { readonly tsStart: number; readonly stepMs: number },
): MarketInput[] {
  return mids.map((mid, index) => ({
    type: 'quote',
    quote: {
      symbol,
      bid: price((mid * 0.99995).toFixed(2)),
      ask: price((mid * 1.00005).toFixed(2)),
      bidQty: ZERO_QTY,
      askQty: ZERO_QTY,
      tsEvent: time.tsStart + index * time.stepMs,
    },
  }));
}

/** By time; of equal times the tape named first comes first. */
export const mergeTapes = (...tapes: readonly MarketInput[][]): MarketInput[] =>
  tapes.flat().sort((left, right) => tsOfInput(left) - tsOfInput(right));

export interface TapePlay {
  readonly strategy: Strategy;
  readonly inputs: readonly MarketInput[];
  readonly instruments: readonly Instrument[];
  readonly params?: Record<string, unknown>;
  /** Lengths the strategy also gets, as it would on a tape of such bars. */
  readonly tapeBarsMs?: readonly number[];
  /** The venue's idea of the instruments where it differs from the desk's. */
  readonly venueInstruments?: readonly Instrument[];
}

export interface TapeResult {
  /** What the strategy wanted to enter. */
  readonly entries: readonly Signal[];
  readonly trades: readonly ClosedTrade[];
  /** From the venue's own book. */
  readonly fills: readonly Fill[];
  readonly held: Readonly<Record<string, number>>;
}

function setupOf({ strategy, params, instruments, tapeBarsMs = [] }: TapePlay): StrategySetup {
  const parsed = parseParams(strategy, params ?? {});
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  return {
    strategy: { ...strategy, timeframesMs: [...strategy.timeframesMs, ...tapeBarsMs] },
    params: parsed.value,
    symbols: instruments.map(({ symbol }) => symbol),
    initial: 'on',
  };
}

/** One strategy alone on the real desk, over the simulated venue, with room enough that no limit interferes. */
export function playTape(play: TapePlay): TapeResult {
  const { inputs, instruments, venueInstruments = instruments } = play;
  const options = deskOptions({
    instruments,
    strategies: [setupOf(play)],
    safety: { max_stop_bps: 2_000, trail_after_bps: 1_000, trail_distance_bps: 500 },
  });
  const venue = createMatchingVenue({
    instruments: venueInstruments,
    latencyMs: 15,
    makerFeeBps: 1,
    takerFeeBps: 2,
  });
  const [first] = inputs;
  if (first === undefined) throw new Error('an empty tape proves nothing');
  const effects: Effect[] = [];
  const { tsEnd } = driveSession({
    desk: createDesk(options),
    venue,
    inputs,
    tsStart: tsOfInput(first),
    restored: FRESH,
    onEffect: (effect) => effects.push(effect),
  });
  const book = venue.snapshot(tsEnd);
  return {
    entries: effects.flatMap((effect) =>
      effect.type === 'RecordSignal' && effect.signal.purpose === 'entry' ? [effect.signal] : [],
    ),
    trades: effects.flatMap((effect) =>
      effect.type === 'RecordTradeClosed' ? [effect.trade] : [],
    ),
    fills: book.fills,
    held: Object.fromEntries(
      book.positions
        .filter((position) => position.qty !== 0n)
        .map(({ symbol, qty: size }) => [symbol, toFloat(size)]),
    ),
  };
}

/** Value of a fill in quote currency. */
export const valueOf = ({ price: at, qty: size }: Fill): number => toFloat(at) * toFloat(size);
