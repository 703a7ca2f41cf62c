import { expect, it } from 'vitest';
import { asPrice, asQty, toFloat, ZERO_QTY } from '../kernel/decimal.ts';
import { createRng } from '../kernel/rng.ts';
import type { Candle } from '../model/candle.ts';
import type { Trade } from '../model/tick.ts';
import { parseParams } from '../strategies/parse-params.ts';
import { strategyCatalogue } from '../strategies/registry.ts';
import { bitcoin } from '../strategies/view.fixture.ts';
import { createStrategyRunner } from './strategy-runner.ts';

const { symbol } = bitcoin;
const HOUR_S = 3_600;
const IDS = ['scalp_macd_rsi_div', 'scalp_ping_5s', 'scalp_tick_imbalance'];

/** One quote and one trade a second from a seeded walk whose pace changes, and bars of its mids. */
function playSeeded(seed: number): string[] {
  const setups = strategyCatalogue
    .filter((strategy) => IDS.includes(strategy.id))
    .map((strategy) => {
      const params = parseParams(strategy, {});
      if (!params.ok) throw new Error(params.code);
      return { strategy, params: params.value, symbols: [symbol] };
    });
  const runner = createStrategyRunner({
    setups,
    instruments: [bitcoin],
    findPosition: () => undefined,
  });
  const rng = createRng(seed);
  const lines: string[] = [];
  let [mid, pace, push] = [60_000, 1, 0];
  let five: number[] = [];
  for (let second = 0; second < HOUR_S; second += 1) {
    const ts = second * 1_000;
    if (rng.next() < 1 / 60) pace = pace === 1 ? 3 : 1;
    push = push * 0.9 + rng.gaussian() * 0.4;
    mid *= 1 + (rng.gaussian() * pace + push) * 0.6e-4;
    five.push(mid);
    const at = BigInt(Math.round(mid * 100)) * 1_000_000n;
    const [bid, ask] = [asPrice(at - 50_000_000n), asPrice(at + 50_000_000n)];
    const prices = { bid: toFloat(bid), ask: toFloat(ask) };
    const moment = { symbol, ...prices, ts, quoteToAccount: 1, isWarmup: false };
    const side = push + rng.gaussian() > 0 ? 'buy' : 'sell';
    const qty = asQty(BigInt(Math.ceil(rng.exponential() * 1e7)));
    const trade: Trade = { symbol, price: side === 'buy' ? ask : bid, qty, side, tsEvent: ts };
    const wishes = [...runner.onQuote(moment), ...runner.onTrade(moment, trade)];
    if (five.length === 5) {
      wishes.push(...runner.onBar(moment, barOf(five, ts)));
      five = [];
    }
    for (const wish of wishes) {
      expect(wish.kind).toBe('entry');
      if (wish.kind !== 'entry') continue;
      const { side: wanted, entry_probability: chance, entry_units_intent: units } = wish.proposal;
      lines.push(`${second} ${wish.strategyId} ${wanted} ${chance.toFixed(3)} ${units.toFixed(5)}`);
    }
  }
  return lines;
}

function barOf(mids: readonly number[], ts: number): Candle {
  const at = (value: number) => asPrice(BigInt(Math.round(value * 100)) * 1_000_000n);
  return {
    symbol,
    timeframeMs: 5_000,
    tsOpen: ts - 4_000,
    open: at(mids[0] ?? 0),
    high: at(Math.max(...mids)),
    low: at(Math.min(...mids)),
    close: at(mids.at(-1) ?? 0),
    volume: ZERO_QTY,
    ticks: mids.length,
  };
}

it('a seeded hour always brings the same proposals of every strategy', () => {
  const lines = playSeeded(11);
  expect(playSeeded(11)).toEqual(lines);
  const spoke = new Set(lines.map((line) => line.split(' ')[1]));
  expect([...spoke].sort()).toEqual(IDS);
  expect(lines.slice(0, 8)).toMatchInlineSnapshot(`
    [
      "146 scalp_ping_5s sell 0.516 -0.02504",
      "288 scalp_ping_5s buy 0.506 0.02510",
      "288 scalp_tick_imbalance buy 0.480 0.02510",
      "366 scalp_ping_5s sell 0.520 -0.02506",
      "426 scalp_ping_5s sell 0.509 -0.02513",
      "468 scalp_tick_imbalance sell 0.481 -0.02523",
      "544 scalp_ping_5s buy 0.526 0.02526",
      "617 scalp_ping_5s buy 0.503 0.02519",
    ]
  `);
});
