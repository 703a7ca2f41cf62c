import { describe, expect, it } from 'vitest';
import { toFloat } from '../kernel/decimal.ts';
import type { Quote } from '../model/tick.ts';
import { cholesky } from './correlation.ts';
import { createMarketGenerator, type MarketGenerator } from './market-generator.ts';
import { symbolOfInput, tsOfInput, type MarketInput } from './market-input.ts';
import { instrumentOf } from './testing/venue-fixture.ts';

const T0 = Date.UTC(2026, 0, 5, 12);
const BTC = instrumentOf('BTC/USDT', '0.01', '0.00001');
const ETH = instrumentOf('ETH/USDT', '0.01', '0.0001');
const XAU = instrumentOf('XAU/USD', '0.01', '0.01');
const JPY = instrumentOf('USD/JPY', '0.001', '1');
const ALL = [BTC, ETH, XAU, JPY];
/** Events a second and instrument, so that adding one leaves the pace of the others alone. */
const PACE = 5;

function generatorOf(instruments = ALL, seed = 42): MarketGenerator {
  const eventsPerSecond = PACE * instruments.length;
  return createMarketGenerator({ seed, instruments, tsStart: T0, eventsPerSecond });
}

function take(generator: MarketGenerator, count: number): MarketInput[] {
  return Array.from({ length: count }, () => generator.next());
}

interface Sample {
  readonly returns: Map<string, number[]>;
  readonly spreads: Map<string, number[]>;
}

/** Mid-price log returns on a fixed grid, and spreads by regime of BTC. */
function sample(seconds: number, gridSeconds: number): Sample {
  const generator = generatorOf();
  const mids = new Map<string, number>();
  const logs = new Map<string, number[]>(ALL.map(({ symbol }) => [symbol, []]));
  const spreads = new Map<string, number[]>([
    ['low', []],
    ['high', []],
  ]);
  let tsGrid = T0 + gridSeconds * 1_000;
  while (tsGrid <= T0 + seconds * 1_000) {
    if (generator.peekTs() >= tsGrid) {
      for (const [symbol, mid] of mids) logs.get(symbol)?.push(Math.log(mid));
      tsGrid += gridSeconds * 1_000;
      continue;
    }
    const input = generator.next();
    if (input.type !== 'quote') continue;
    const { symbol, bid, ask } = input.quote;
    const mid = (toFloat(bid) + toFloat(ask)) / 2;
    mids.set(symbol, mid);
    if (symbol !== BTC.symbol) continue;
    spreads.get(generator.regimeOf(symbol) ?? '')?.push((toFloat(ask) - toFloat(bid)) / mid);
  }
  const returns = new Map(
    [...logs].map(([symbol, path]) => [
      symbol,
      path.slice(1).map((log, index) => log - (path[index] ?? log)),
    ]),
  );
  return { returns, spreads };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function correlation(left: readonly number[], right: readonly number[]): number {
  const count = Math.min(left.length, right.length);
  const a = left.slice(0, count);
  const b = right.slice(0, count);
  const [meanA, meanB] = [mean(a), mean(b)];
  const cross = mean(a.map((value, index) => (value - meanA) * ((b[index] ?? 0) - meanB)));
  const deviation = (values: readonly number[], centre: number) =>
    Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
  return cross / (deviation(a, meanA) * deviation(b, meanB));
}

describe('the stream', () => {
  it('is the same for the same seed and another for another', () => {
    const first = take(generatorOf(), 5_000);
    expect(take(generatorOf(), 5_000)).toEqual(first);
    expect(take(generatorOf(ALL, 43), 5_000)).not.toEqual(first);
  });

  it('runs in time order, and looking ahead changes nothing', () => {
    const watched = generatorOf();
    const plain = take(generatorOf(), 5_000);
    let before = T0;
    for (const input of plain) {
      expect(watched.peekTs()).toBe(tsOfInput(input));
      expect(tsOfInput(input)).toBeGreaterThanOrEqual(before);
      before = tsOfInput(input);
      expect(watched.next()).toEqual(input);
    }
  });

  it('keeps the others as they were when an instrument is added, wherever it is added', () => {
    const added = take(generatorOf([XAU, BTC, JPY, ETH]), 20_000);
    const alone = take(generatorOf([BTC, ETH]), 5_000);
    const ofBoth = added.filter((input) => {
      const symbol = symbolOfInput(input);
      return symbol === BTC.symbol || symbol === ETH.symbol;
    });
    const count = Math.min(ofBoth.length, alone.length);
    expect(count).toBeGreaterThan(4_000);
    expect(ofBoth.slice(0, count)).toEqual(alone.slice(0, count));
  });

  it('shows each instrument by a quote first, on its ticks and lots, bid below ask', () => {
    const seen = new Set<string>();
    for (const input of take(generatorOf(), 20_000)) {
      const symbol = symbolOfInput(input);
      const instrument = ALL.find((known) => known.symbol === symbol) ?? BTC;
      if (!seen.has(symbol)) expect(input.type).toBe('quote');
      seen.add(symbol);
      const { tickSize, lotSize } = instrument;
      if (input.type === 'quote') {
        const { bid, ask, bidQty, askQty } = input.quote;
        expect(bid > 0n && bid < ask && bidQty > 0n && askQty > 0n).toBe(true);
        expect([bid % tickSize, ask % tickSize, bidQty % lotSize, askQty % lotSize]).toEqual([
          0n,
          0n,
          0n,
          0n,
        ]);
      } else if (input.type === 'trade') {
        expect(input.trade.price > 0n && input.trade.price % tickSize === 0n).toBe(true);
        expect(input.trade.qty > 0n && input.trade.qty % lotSize === 0n).toBe(true);
      }
    }
    expect(seen.size).toBe(4);
  });

  it('keeps a price above zero where one tick is all there is', () => {
    const generator = createMarketGenerator({
      seed: 1,
      instruments: [BTC],
      tsStart: T0,
      eventsPerSecond: 10,
      profiles: { 'BTC/USDT': { startPrice: 0.01, annualVolatility: 500 } },
    });
    for (const input of take(generator, 5_000)) {
      const at = input.type === 'quote' ? input.quote.bid : 1n;
      expect(at > 0n).toBe(true);
    }
  });

  it('has about the pace it was asked for over a day', () => {
    const generator = createMarketGenerator({
      seed: 5,
      instruments: [BTC],
      tsStart: T0,
      eventsPerSecond: 2,
    });
    let count = 0;
    for (; generator.peekTs() < T0 + 86_400_000; count += 1) generator.next();
    expect(count / 86_400).toBeGreaterThan(1.5);
    expect(count / 86_400).toBeLessThan(2.5);
  });

  it('stands still over a gap and goes on from its prices', () => {
    const generator = generatorOf();
    take(generator, 1_000);
    const prices = generator.prices();
    generator.skipTo(T0 + 86_400_000);
    expect(generator.peekTs()).toBe(T0 + 86_400_000);
    expect(generator.prices()).toEqual(prices);
    generator.skipTo(T0);
    expect(generator.peekTs()).toBe(T0 + 86_400_000);
  });
});

describe('the character of the market', () => {
  const twelveHours = sample(12 * 3_600, 5);
  const returnsOf = (symbol: string): number[] => twelveHours.returns.get(symbol) ?? [];

  it('BTC and ETH move together, gold against USD/JPY', () => {
    expect(correlation(returnsOf(BTC.symbol), returnsOf(ETH.symbol))).toBeGreaterThan(0.55);
    expect(correlation(returnsOf(XAU.symbol), returnsOf(JPY.symbol))).toBeLessThan(-0.15);
  });

  it('volatility clusters: large moves follow large moves', () => {
    const sizes = returnsOf(BTC.symbol).map(Math.abs);
    for (const lag of [1, 5, 12]) {
      expect(correlation(sizes.slice(lag), sizes.slice(0, -lag))).toBeGreaterThan(0.03);
    }
  });

  it('has jumps: moves that calm noise does not make', () => {
    const returns = returnsOf(BTC.symbol);
    const deviation = Math.sqrt(mean(returns.map((value) => value ** 2)));
    const fourth = mean(returns.map((value) => (value / deviation) ** 4));
    expect(fourth).toBeGreaterThan(4);
    expect(Math.max(...returns.map(Math.abs)) / deviation).toBeGreaterThan(5);
  });

  it('moves within bounds a person would believe', () => {
    const perYear = Math.sqrt((365 * 86_400) / 5);
    const annual = (symbol: string) =>
      perYear * Math.sqrt(mean(returnsOf(symbol).map((value) => value ** 2)));
    expect(annual(BTC.symbol)).toBeGreaterThan(0.4);
    expect(annual(BTC.symbol)).toBeLessThan(3);
    expect(annual(JPY.symbol)).toBeGreaterThan(0.1);
    expect(annual(JPY.symbol)).toBeLessThan(annual(BTC.symbol));
  });

  it('the spread is wider in turbulent times', () => {
    const low = mean(twelveHours.spreads.get('low') ?? []);
    const high = mean(twelveHours.spreads.get('high') ?? []);
    expect(high / low).toBeGreaterThan(1.5);
  });

  it('takers and shown sizes lean the way the price goes next', () => {
    const generator = generatorOf([BTC]);
    const leans: number[] = [];
    const moves: number[] = [];
    let newest: Quote | undefined;
    let pending: { lean: number; mid: number; ts: number } | undefined;
    for (const input of take(generator, 120_000)) {
      if (input.type === 'quote') newest = input.quote;
      if (newest === undefined) continue;
      const mid = (toFloat(newest.bid) + toFloat(newest.ask)) / 2;
      const ts = tsOfInput(input);
      if (pending === undefined && input.type === 'trade') {
        pending = { lean: input.trade.side === 'buy' ? 1 : -1, mid, ts };
      } else if (pending !== undefined && ts - pending.ts > 5_000) {
        leans.push(pending.lean);
        moves.push(mid / pending.mid - 1);
        pending = undefined;
      }
    }
    expect(leans.length).toBeGreaterThan(1_000);
    expect(correlation(leans, moves)).toBeGreaterThan(0.05);
  });
});

describe('cholesky', () => {
  it('gives a triangle whose square is the matrix', () => {
    const lower = cholesky([
      [4, 2],
      [2, 5],
    ]);
    expect(lower).toEqual([[2], [1, 2]]);
  });

  it('refuses a matrix that no correlation can be', () => {
    const impossible = [
      [1, 2],
      [2, 1],
    ];
    expect(() => cholesky(impossible)).toThrow('positive definite');
  });
});
