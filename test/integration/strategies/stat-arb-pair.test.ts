import { describe, expect, it } from 'vitest';
import { createRng } from '@quarterdeck/core/kernel/rng';
import { money } from '@quarterdeck/core/kernel/decimal';
import { tsOfInput, type MarketInput } from '@quarterdeck/core/simulation/market-input';
import { strategy } from '@quarterdeck/core/strategies/stat_arb_pair/strategy';
import { T0 } from '../../support/desk-world.ts';
import {
  barTape,
  coin,
  mergeTapes,
  playTape,
  quoteTape,
  valueOf,
  type TapeBar,
  type TapePlay,
} from '../../support/tape-through-desk.ts';

const MINUTE = 60_000;
const btc = coin('BTC/USDT');
const eth = coin('ETH/USDT');
const HEDGE = 0.8;
const MINUTES = 260;
/** Twice the lead is dear for a while, once cheap. */
const PUSHES: Readonly<Record<number, number>> = {
  150: 2e-3,
  151: 1.6e-3,
  152: 1.2e-3,
  153: 0.6e-3,
  180: -2.2e-3,
  181: -1.6e-3,
  182: -1e-3,
  220: 2.4e-3,
  221: 1.8e-3,
  222: 1e-3,
};

/** Closes minute by minute: a follower that wanders and a lead bound to it. */
function closes() {
  const rng = createRng(21);
  let [x, gap] = [Math.log(3_000), 0];
  return Array.from({ length: MINUTES }, (_, minute) => {
    x += rng.gaussian() * 8e-4;
    gap = gap * 0.8 + rng.gaussian() * 3e-4;
    const y = Math.log(60_000) + HEDGE * (x - Math.log(3_000)) + gap + (PUSHES[minute] ?? 0);
    return { lead: Math.exp(y), follower: Math.exp(x) };
  });
}

const barsOf = (values: readonly number[]): TapeBar[] =>
  values.map((close, i) => {
    const open = values[i - 1] ?? close;
    return { open, close, high: Math.max(open, close), low: Math.min(open, close) };
  });

const leads = closes().map(({ lead }) => lead);
const followers = closes().map(({ follower }) => follower);
const minutes = { tsStart: T0, timeframeMs: MINUTE };
const candles = mergeTapes(
  barTape(btc.symbol, barsOf(leads), minutes),
  barTape(eth.symbol, barsOf(followers), minutes),
);

/** Three seconds between the quotes of a market, the second market a second behind the first. */
const seconds = (values: readonly number[]): number[] =>
  values.flatMap((close, i) => {
    const open = values[i - 1] ?? close;
    return Array.from({ length: 20 }, (_, step) => open + ((close - open) * (step + 1)) / 20);
  });
const outOfStep = mergeTapes(
  quoteTape(btc.symbol, seconds(leads), { tsStart: T0, stepMs: 3_000 }),
  quoteTape(eth.symbol, seconds(followers), { tsStart: T0 + 1_000, stepMs: 3_000 }),
);

const small = { window_bars: 120, min_edge_bps: 5, min_half_life_bars: 0 };
const play = (inputs: readonly MarketInput[], changes: Partial<TapePlay> = {}) =>
  playTape({ strategy, instruments: [btc, eth], inputs, params: small, ...changes });

const TAPES = [
  ['of candles, one symbol’s bar after the other’s', candles],
  ['of quotes out of step', outOfStep],
] as const;

describe.each(TAPES)('on a tape %s', (_case, inputs) => {
  const { fills, held, trades, entries } = play(inputs);
  const of = (symbol: string) => fills.filter((fill) => fill.symbol === symbol);

  it('both legs open against each other, weighted by the hedge, and the venue ends flat', () => {
    expect(held).toEqual({});
    const [lead, follower] = [of(btc.symbol), of(eth.symbol)];
    expect(lead.length).toBeGreaterThanOrEqual(4);
    expect(follower).toHaveLength(lead.length);
    for (const [index, fill] of lead.entries()) {
      const other = follower[index];
      if (other === undefined) throw new Error('a leg is missing');
      expect(other.side).not.toBe(fill.side);
      expect(valueOf(fill) / 1_500).toBeCloseTo(1, 1);
      expect(Math.abs(valueOf(other) / valueOf(fill) - HEDGE)).toBeLessThan(0.2);
    }
  });

  it('both legs leave together, for the spread or for each other', () => {
    expect(trades.length).toBe(fills.length / 2);
    for (const symbol of [btc.symbol, eth.symbol]) {
      expect(trades.some((trade) => trade.symbol === symbol)).toBe(true);
    }
    const ends = (symbol: string) =>
      trades.filter((trade) => trade.symbol === symbol).map(({ tsClosed }) => tsClosed);
    for (const [index, tsClosed] of ends(btc.symbol).entries()) {
      expect(Math.abs((ends(eth.symbol)[index] ?? 0) - tsClosed)).toBeLessThanOrEqual(4_000);
    }
    for (const { exitThesis } of trades) {
      expect(exitThesis).toMatch(/^spread (is back|ran on)|the other leg is not held/);
    }
  });

  it.each([100, 150, 151, 152, 181, 183, 221, 240])(
    'with all after minute %i cut off it wants the same',
    (minute) => {
      const tsCut = T0 + minute * MINUTE + 500;
      const past = ({ ts }: { readonly ts: number }) => ts <= tsCut;
      const cut = play(inputs.filter((input) => tsOfInput(input) <= tsCut));
      expect(entries.length).toBeGreaterThanOrEqual(4);
      expect(cut.entries.filter(past)).toEqual(entries.filter(past));
    },
  );
});

describe('a leg that the venue rejects', () => {
  const strict = (instrument: typeof btc) => ({ ...instrument, minNotional: money('1000000000') });
  it.each([
    ['the follower', [btc, strict(eth)], btc.symbol],
    ['the lead', [strict(btc), eth], eth.symbol],
  ] as const)(
    '(%s) leaves the other alone for the grace; then it is closed',
    (_case, at, filled) => {
      const { fills, held, trades } = play(outOfStep, { venueInstruments: at });
      expect(trades.length).toBeGreaterThanOrEqual(1);
      expect(fills).toHaveLength(trades.length * 2);
      expect(new Set(fills.map(({ symbol }) => symbol))).toEqual(new Set([filled]));
      expect(held).toEqual({});
      for (const { exitThesis, tsClosed, tsOpened } of trades) {
        expect(exitThesis).toBe('the other leg is not held');
        expect(tsClosed - tsOpened).toBeGreaterThanOrEqual(5_000);
        expect(tsClosed - tsOpened).toBeLessThan(9_000);
      }
    },
  );
});

it.each([
  ['one symbol', [btc]],
  ['three symbols', [btc, eth, coin('XRP/USDT')]],
])('with %s it is silent', (_case, instruments) => {
  const known = new Set(instruments.map(({ symbol }) => symbol));
  const inputs = outOfStep.filter(
    (input) => input.type === 'quote' && known.has(input.quote.symbol),
  );
  expect(play(inputs, { instruments }).entries).toEqual([]);
});
