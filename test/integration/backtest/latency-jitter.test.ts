import { describe, expect, it } from 'vitest';
import type { VenueCosts } from '@quarterdeck/core/simulation/backtest/backtest-options';
import { runBacktest } from '@quarterdeck/core/simulation/backtest/run-backtest';
import { generateBars } from '../../../apps/engine/src/cli/bench/generated-bars.ts';
import { SMA_SYMBOL, smaCrossRun } from '../../../apps/engine/src/cli/bench/sma-cross-run.ts';

const TICK = 1_000_000n;

function openingTimes(seed: number, costs: Partial<VenueCosts>): readonly number[] {
  const bars = generateBars({ symbol: SMA_SYMBOL, count: 4_000, seed: 5, stepUnits: 1e6 });
  const run = smaCrossRun(bars, TICK);
  const outcome = runBacktest({ ...run, seed, costs: { ...run.costs, ...costs } });
  return outcome.closedTrades.map(({ tsOpened }) => tsOpened);
}

const plain = openingTimes(1, {});

describe('the seed of a backtest', () => {
  it('draws how much later than the latency each request arrives, within the jitter', () => {
    const jittered = openingTimes(1, { latencyJitterMs: 400 });
    const delays = jittered.map((ts, index) => ts - (plain[index] ?? 0));
    expect(jittered).toHaveLength(plain.length);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...delays)).toBeLessThanOrEqual(400);
    expect(new Set(delays).size).toBeGreaterThan(20);
  });

  it('gives the same run again, and another seed another one', () => {
    const first = openingTimes(7, { latencyJitterMs: 400 });
    expect(openingTimes(7, { latencyJitterMs: 400 })).toEqual(first);
    expect(openingTimes(8, { latencyJitterMs: 400 })).not.toEqual(first);
  });

  it('changes nothing where nothing is drawn', () => {
    expect(openingTimes(2, {})).toEqual(plain);
  });
});

describe('a position that is open when the data ends', () => {
  it('is closed for that reason, not by an operator', () => {
    const bars = generateBars({ symbol: SMA_SYMBOL, count: 4_000, seed: 5, stepUnits: 1e6 });
    const whole = runBacktest(smaCrossRun(bars, TICK));
    const middle = whole.closedTrades.at(-2);
    if (middle === undefined) throw new Error('no trade');
    const again = generateBars({ symbol: SMA_SYMBOL, count: 4_000, seed: 5, stepUnits: 1e6 });
    const tsTo = (middle.tsOpened + middle.tsClosed) / 2;
    const cut = runBacktest({ ...smaCrossRun(again, TICK), tsTo });
    expect(cut.closedTrades.at(-1)).toMatchObject({
      tsOpened: middle.tsOpened,
      exitReason: 'end_of_data',
    });
    expect(cut.closedTrades.slice(0, -1).every(({ exitReason }) => exitReason === 'strategy')).toBe(
      true,
    );
  });
});
