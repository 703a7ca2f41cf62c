import { describe, expect, it } from 'vitest';
import { parseParams } from './parse-params.ts';
import { strategyCatalogue } from './registry.ts';
import { barAt, seatingAt, viewAt } from './view.fixture.ts';

const BARS = 400;

/** What a strategy's brain reads before the first bar and after each of a market that wanders. */
function readAll(id: string) {
  const strategy = strategyCatalogue.find((each) => each.id === id);
  const params = strategy === undefined ? undefined : parseParams(strategy, {});
  if (strategy === undefined || params?.ok !== true) throw new Error(`${id} has no defaults`);
  const brain = strategy.createEntry(params.value, seatingAt());
  const timeframeMs = strategy.timeframesMs.at(-1) ?? 60_000;
  const taken = [brain.readings?.() ?? []];
  for (let index = 0; index < BARS; index += 1) {
    const close = 100 + Math.sin(index / 17) + Math.sin(index / 3) / 4;
    const view = viewAt(close, (index + 1) * timeframeMs, { isWarmup: true });
    brain.onBar?.(view, barAt(close, index * timeframeMs, timeframeMs));
    taken.push((brain.readings?.() ?? []).map((reading) => ({ ...reading })));
  }
  return taken;
}

describe.each(strategyCatalogue.map(({ id }) => id))('%s', (id) => {
  it('reads the same lines under the same names all the time, each name once', () => {
    const [before = [], ...after] = readAll(id);
    const names = before.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const readings of after) expect(readings.map(({ name }) => name)).toEqual(names);
  });
});

it.each([
  ['scalp_macd_rsi_div', ['RSI', 'MACD', 'MACD histogram']],
  ['scalp_wick_reversal_blend', ['Look-back high', 'Look-back low', 'ATR']],
  ['scalp_wick_reversal_pro', ['Fast EMA', 'Slow EMA', 'ATR']],
  ['micro_adaptive_revert', ['Average', 'Upper band', 'Lower band', 'Efficiency']],
])('%s draws its lines once it is warm, not before', (id, names) => {
  const taken = readAll(id);
  expect(taken[0]?.every(({ value }) => Number.isNaN(value))).toBe(true);
  expect(taken.at(-1)?.map(({ name }) => name)).toEqual(names);
  expect(taken.at(-1)?.filter(({ value }) => !Number.isFinite(value))).toEqual([]);
});

it('a band lies around its average and a look-back around the close', () => {
  const values = (id: string) =>
    Object.fromEntries((readAll(id).at(-1) ?? []).map(({ name, value }) => [name, value]));
  const band = values('micro_adaptive_revert');
  expect(band['Upper band']).toBeGreaterThan(band['Average'] ?? Infinity);
  expect(band['Average']).toBeGreaterThan(band['Lower band'] ?? Infinity);
  const range = values('scalp_wick_reversal_blend');
  expect(range['Look-back high']).toBeGreaterThan(range['Look-back low'] ?? Infinity);
});
