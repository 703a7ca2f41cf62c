import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { BarColumns } from '@quarterdeck/core/model/columns';
import { checkLookAhead } from '@quarterdeck/core/simulation/research/look-ahead-check';
import { defineStrategy, type Strategy } from '@quarterdeck/core/strategies/contract';
import { generateBars } from '../../../apps/engine/src/cli/bench/generated-bars.ts';
import { SMA_SYMBOL, smaCrossRun } from '../../../apps/engine/src/cli/bench/sma-cross-run.ts';
import { recordDecisions } from '../../../apps/engine/src/search/run-look-ahead.ts';

const MINUTE = 60_000;
const TICK = 1_000_000n;
const bars = [...generateBars({ symbol: SMA_SYMBOL, count: 3_000, seed: 5, stepUnits: 1e8 })];

/** What is left of the bars when nothing after the moment is known; copies, so that nothing lies behind the end. */
function cutOff(blocks: readonly BarColumns[], tsCut: number): readonly BarColumns[] {
  return blocks.flatMap((block) => {
    const length = block.tsOpen
      .subarray(0, block.length)
      .filter((ts) => ts + MINUTE <= tsCut).length;
    if (length === 0) return [];
    const part = (column: Float64Array) => column.slice(0, length);
    const { tsOpen, open, high, low, close, volume } = block;
    const prices = { open: part(open), high: part(high), low: part(low), close: part(close) };
    return [{ ...block, length, tsOpen: part(tsOpen), ...prices, volume: part(volume) }];
  });
}

/** End of the first bar: before it nothing is known. */
const tsKnown = (bars[0]?.tsOpen[0] ?? 0) + MINUTE;

type MakeStrategy = (known: readonly BarColumns[]) => Strategy;

function check(makeStrategy: MakeStrategy | undefined, cuts = 12) {
  return checkLookAhead({
    cuts,
    run: (tsCut) => {
      const known = cutOff(bars, tsCut ?? Infinity);
      const options = smaCrossRun(known, TICK);
      const [setup] = options.desk.strategies;
      if (setup === undefined) throw new Error('the run has a strategy');
      const strategy = makeStrategy?.(known) ?? setup.strategy;
      const strategies = [{ ...setup, strategy }];
      return recordDecisions({ ...options, desk: { ...options.desk, strategies } }, tsKnown);
    },
  });
}

/** Finds its own place in an array of the data and reads some bars ahead of it. */
function cheater(ahead: number, decides: (next: number, now: number) => boolean): MakeStrategy {
  return (known) => {
    const closes = new Map<number, number>();
    for (const { tsOpen, close, length } of known) {
      for (let row = 0; row < length; row += 1) closes.set(tsOpen[row] ?? 0, close[row] ?? 0);
    }
    return defineStrategy({
      id: 'cheater',
      title: 'Cheater',
      rule: 'Buys what will rise.',
      params: z.object({ units: z.number().default(1) }),
      timeframesMs: [MINUTE],
      warmupBars: 0,
      createEntry: () => ({
        onBar: (view, { tsOpen, close }) => {
          const next = closes.get(tsOpen + ahead * MINUTE);
          if (view.isWarmup || !decides(next ?? 0, Number(close))) return undefined;
          return {
            side: 'buy',
            entry_units_intent: 1,
            entry_probability: 0.9,
            stopPrice: view.bid * 0.9,
            thesis: 'it will rise',
            expiresInMs: MINUTE,
          };
        },
      }),
      createExit: () => ({ onBar: () => ({ fraction: 1, thesis: 'next' }) }),
    });
  };
}

describe('the look-ahead check', () => {
  it('passes a strategy that lives on the past', () => {
    const result = check(undefined);
    expect(result).toMatchObject({ passed: true, cuts: 12 });
    expect(result.decisions).toBeGreaterThan(100);
  });

  it.each([1, 5, 60])('catches one that peeks %i bars ahead and names the decision', (ahead) => {
    const result = check(cheater(ahead, (next, now) => next > now));
    expect(result.passed).toBe(false);
    expect(result.changed?.withFuture).toContain('it will rise');
    expect(result.changed?.ts).toBeLessThanOrEqual(result.changed?.tsCut ?? 0);
  });

  it('catches one that keeps still because of what comes', () => {
    const result = check(cheater(3, (next, now) => next <= now));
    expect(result.passed).toBe(false);
    expect(result.changed?.withoutFuture).toContain('it will rise');
  });
});
