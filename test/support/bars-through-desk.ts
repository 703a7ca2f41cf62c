import { createDesk } from '@quarterdeck/core/desk';
import { price, qty } from '@quarterdeck/core/kernel/decimal';
import { createRng } from '@quarterdeck/core/kernel/rng';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { Effect, Signal } from '@quarterdeck/core/model/effect';
import type { ClosedTrade } from '@quarterdeck/core/model/position';
import type { VenueSnapshot } from '@quarterdeck/core/model/venue-report';
import { candleQuotes } from '@quarterdeck/core/simulation/candle-quotes';
import type { MarketInput } from '@quarterdeck/core/simulation/market-input';
import { createMatchingVenue } from '@quarterdeck/core/simulation/matching-venue';
import { driveSession } from '@quarterdeck/core/simulation/session-driver';
import type { Strategy } from '@quarterdeck/core/strategies/contract';
import { parseParams } from '@quarterdeck/core/strategies/parse-params';
import { BTC, deskOptions, FRESH, INSTRUMENTS, T0 } from './desk-world.ts';

/** Coarser than live, where hours of clock would be most of the work; orders and quotes keep their own times. */
const CLOCK_MS = 10_000;

export interface BarPrices {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** Bars of BTC/USDT one after the other from `T0`; prices are rounded to 0.01. */
export function barsOf(prices: readonly BarPrices[], timeframeMs = 60_000): readonly Candle[] {
  const at = (value: number) => price(value.toFixed(2));
  return prices.map(({ open, high, low, close }, index) => ({
    symbol: BTC,
    timeframeMs,
    tsOpen: T0 + index * timeframeMs,
    open: at(open),
    high: at(high),
    low: at(low),
    close: at(close),
    volume: qty('1'),
    ticks: 4,
  }));
}

/** From one close to the next; the bar reaches `reach` beyond both. */
export function barsThrough(closes: readonly number[], reach: number): readonly BarPrices[] {
  return closes.map((close, index) => {
    const open = closes[index - 1] ?? close;
    return { open, high: Math.max(open, close) + reach, low: Math.min(open, close) - reach, close };
  });
}

/** A seeded walk around 10,000 with calm, wild and one-way spells, and wicks on both sides. */
export function walkBars(seed: number, count: number): readonly Candle[] {
  const rng = createRng(seed);
  let [close, pace, push] = [10_000, 1, 0];
  const prices = Array.from({ length: count }, () => {
    if (rng.next() < 0.02) [pace, push] = [0.5 + 2 * rng.next(), rng.gaussian() * 0.5];
    const open = close;
    close *= 1 + (rng.gaussian() + push) * pace * 5e-4;
    const wick = () => 1 + rng.exponential() * pace * 2.5e-4;
    return {
      open,
      high: Math.max(open, close) * wick(),
      low: Math.min(open, close) / wick(),
      close,
    };
  });
  return barsOf(prices);
}

export interface BarsPlayed {
  /** The venue's own book at the end. */
  readonly book: VenueSnapshot;
  readonly signals: readonly Signal[];
  readonly trades: readonly ClosedTrade[];
  readonly alerts: readonly string[];
}

function* inputsOf(bars: readonly Candle[], spreadBps: number): Generator<MarketInput> {
  for (const candle of bars) {
    const quotes = candleQuotes(candle, { tickSize: price('0.01'), spreadBps });
    for (const quote of quotes) yield { type: 'quote', quote };
    yield { type: 'candle', candle };
  }
}

/** The bars through the real desk and the simulated venue: one strategy, all switches on, no lock. */
export function playBars(options: {
  readonly strategy: Strategy;
  readonly params?: Record<string, unknown>;
  readonly bars: readonly Candle[];
  readonly spreadBps?: number;
}): BarsPlayed {
  const { strategy, bars, spreadBps = 1 } = options;
  const params = parseParams(strategy, options.params);
  if (!params.ok) throw new Error(`${strategy.id}: ${JSON.stringify(params.numbers)}`);
  const effects: Effect[] = [];
  const venue = createMatchingVenue({
    instruments: INSTRUMENTS,
    latencyMs: 10,
    makerFeeBps: 0,
    takerFeeBps: 2,
  });
  const setup = { strategy, params: params.value, symbols: [BTC], initial: 'on' } as const;
  const { tsEnd } = driveSession({
    desk: createDesk(deskOptions({ strategies: [setup] })),
    venue,
    inputs: inputsOf(bars, spreadBps),
    tsStart: bars[0]?.tsOpen ?? T0,
    restored: FRESH,
    clockIntervalMs: CLOCK_MS,
    onEffect: (effect) => effects.push(effect),
  });
  const of = <TType extends Effect['type']>(type: TType) =>
    effects.filter((effect): effect is Extract<Effect, { type: TType }> => effect.type === type);
  return {
    book: venue.snapshot(tsEnd),
    signals: of('RecordSignal').map(({ signal }) => signal),
    trades: of('RecordTradeClosed').map(({ trade }) => trade),
    alerts: of('RaiseAlert').map(({ alert }) => alert.code),
  };
}

/**
 * Signals up to the end of the first `cut` bars, with the bars after them and without. The two are equal, or the
 * strategy has looked ahead. What the last of these bars brings comes with its end and is in both.
 */
export function saidUpToCut(
  play: (bars: readonly Candle[]) => BarsPlayed,
  whole: { readonly bars: readonly Candle[]; readonly played: BarsPlayed },
  cut: number,
): { readonly withFuture: readonly Signal[]; readonly withoutFuture: readonly Signal[] } {
  const bars = whole.bars.slice(0, cut);
  const last = bars.at(-1);
  const tsCut = last === undefined ? T0 : last.tsOpen + last.timeframeMs;
  const upTo = ({ ts }: Signal) => ts <= tsCut;
  return {
    withFuture: whole.played.signals.filter(upTo),
    withoutFuture: play(bars).signals.filter(upTo),
  };
}
