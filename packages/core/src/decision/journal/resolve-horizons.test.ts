import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../kernel/clock.ts';
import type { PriceBar } from './mark-play.ts';
import { buyPlay, holdPlay, sampleRecord, sellPlay, T0 } from './record.fixture.ts';
import { resolveHorizons, type KnownPrices } from './resolve-horizons.ts';

const BAR_MS = 5 * MINUTE_MS;

/** Flat at `price` but for what `shape` says of a bar. */
function barsOf(priceAt: (ts: number) => number, spanMs = DAY_MS): PriceBar[] {
  return Array.from({ length: spanMs / BAR_MS }, (_, index) => {
    const tsOpen = T0 + index * BAR_MS;
    const at = priceAt(tsOpen);
    return { tsOpen, tsClose: tsOpen + BAR_MS, open: at, high: at, low: at, close: at };
  });
}

const known = (changes: Partial<KnownPrices>): KnownPrices => ({
  tsNow: T0 + DAY_MS,
  bars: barsOf(() => 60_600),
  funding: [],
  slippageBps: 1,
  ...changes,
});

const plays = { taken: buyPlay, rules: sellPlay, vetoed: null };

describe('results at the horizons', () => {
  test('mark what was done, the rules and nothing, net of fees and slippage', () => {
    const [hour] = resolveHorizons(sampleRecord({ plays }), known({}));
    // One per cent up; both sides cost 5 bps fee, 1 bps half spread and 1 bps beyond it, on 1000 and 1010.
    expect(hour).toMatchObject({ kind: 'horizon', horizon: '1h', markPrice: 60_600, vetoed: null });
    if (hour?.kind !== 'horizon') throw new Error('open');
    expect(hour.claude.gross).toBeCloseTo(10, 9);
    expect(hour.claude.fees).toBeCloseTo(2_010 * 0.0005, 9);
    expect(hour.claude.slippage).toBeCloseTo(2_010 * 0.0002, 9);
    expect(hour.claude.net).toBeCloseTo(10 - 2_010 * 0.0007, 9);
    expect(hour.rules?.net).toBeCloseTo(-10 - 2_010 * 0.0007, 9);
    expect(hour.nothing.net).toBe(0);
  });

  test('stay open until they have come, whatever prices are already there', () => {
    const at = (tsNow: number) =>
      resolveHorizons(sampleRecord(), known({ tsNow })).map((result) =>
        result.kind === 'open' ? result.reason : result.horizon,
      );
    expect(at(T0 + HOUR_MS - 1)).toStrictEqual(['NOT_DUE', 'NOT_DUE', 'NOT_DUE']);
    expect(at(T0 + HOUR_MS)).toStrictEqual(['1h', 'NOT_DUE', 'NOT_DUE']);
    expect(at(T0 + DAY_MS)).toStrictEqual(['1h', '4h', '1d']);
  });

  test('never change with prices from after the horizon', () => {
    const bars = barsOf((ts) => (ts < T0 + HOUR_MS ? 60_600 : 1));
    const [early] = resolveHorizons(sampleRecord(), known({ tsNow: T0 + HOUR_MS }));
    const [late] = resolveHorizons(sampleRecord(), known({ bars }));
    expect(late).toStrictEqual(early);
  });

  test('leave out the bar the decision fell into', () => {
    const record = sampleRecord({ tsDecision: T0 + MINUTE_MS, tsOrder: T0 + MINUTE_MS, plays });
    const crash = { ...buyPlay, stopPrice: 59_000 };
    const [bar, ...rest] = barsOf(() => 60_600);
    if (bar === undefined) throw new Error('no bar');
    const [hour] = resolveHorizons(
      { ...record, plays: { ...plays, taken: crash } },
      known({ bars: [{ ...bar, low: 1 }, ...rest] }),
    );
    expect(hour).toMatchObject({ claude: { exit: 'horizon' } });
  });

  test('are missing where no bar closes near them', () => {
    const bars = barsOf(() => 60_600).filter(
      ({ tsClose }) => tsClose <= T0 + HOUR_MS - 2 * BAR_MS || tsClose > T0 + HOUR_MS,
    );
    const [hour, four] = resolveHorizons(sampleRecord(), known({ bars }));
    expect([hour, four]).toMatchObject([{ reason: 'PRICES_MISSING' }, { kind: 'horizon' }]);
  });

  test('leave at the stop, before the target of the same bar, and at the open of a bar beyond it', () => {
    const [first, ...rest] = barsOf(() => 60_000);
    if (first === undefined) throw new Error('no bar');
    const taken = { ...buyPlay, stopPrice: 59_400, targetPrice: 60_600 };
    const grossWith = (bar: Partial<PriceBar>, play = taken) => {
      const record = sampleRecord({ plays: { taken: play, rules: holdPlay, vetoed: null } });
      const [hour] = resolveHorizons(record, known({ bars: [{ ...first, ...bar }, ...rest] }));
      if (hour?.kind !== 'horizon') throw new Error('open');
      return [hour.claude.exit, Math.round(hour.claude.gross * 1e6) / 1e6];
    };
    expect(grossWith({ low: 59_000, high: 61_000 })).toStrictEqual(['stop', -10]);
    expect(grossWith({ open: 58_800, low: 58_800 })).toStrictEqual(['stop', -20]);
    expect(grossWith({ high: 61_000 })).toStrictEqual(['target', 10]);
    const short = { ...sellPlay, stopPrice: 60_600, targetPrice: 59_400 };
    expect(grossWith({ high: 60_700 }, short)).toStrictEqual(['stop', -10]);
    expect(grossWith({ low: 59_300 }, short)).toStrictEqual(['target', 10]);
  });

  test('pay funding on the way, longs to shorts', () => {
    const funding = [
      { ts: T0, rateBps: 1_000 },
      { ts: T0 + HOUR_MS, rateBps: 2 },
      { ts: T0 + 2 * HOUR_MS, rateBps: 1_000 },
    ];
    const [hour] = resolveHorizons(sampleRecord({ plays }), known({ funding }));
    expect(hour).toMatchObject({ claude: { funding: 0.2 }, rules: { funding: -0.2 } });
  });

  test('of a reduction count the move only: its costs come either way', () => {
    const taken = { ...sellPlay, reduces: true };
    const record = sampleRecord({ plays: { ...plays, taken } });
    const [hour] = resolveHorizons(record, known({}));
    if (hour?.kind !== 'horizon') throw new Error('open');
    expect(hour.claude.net).toBeCloseTo(-10, 9);
  });

  test('show what a veto kept back', () => {
    const record = sampleRecord({
      outcome: 'VETO_STALE',
      veto: { code: 'PRICE_DRIFT', numbers: { bps: 40 } },
      tsOrder: null,
      orders: [],
      plays: { taken: holdPlay, rules: null, vetoed: buyPlay },
    });
    const [hour] = resolveHorizons(record, known({}));
    if (hour?.kind !== 'horizon') throw new Error('open');
    expect(hour.claude.net).toBe(0);
    expect(hour.rules).toBeNull();
    expect(hour.vetoed?.net).toBeCloseTo(10 - 2_010 * 0.0007, 9);
  });
});
