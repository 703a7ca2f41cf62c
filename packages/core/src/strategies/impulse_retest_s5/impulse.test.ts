import { describe, expect, it } from 'vitest';
import type { Candle } from '../../model/candle.ts';
import { barAt } from '../view.fixture.ts';
import { bodyBar, calm, CALM_BARS, LEVEL, mirrored } from './impulse-tape.fixture.ts';
import { createImpulseFinder } from './impulse.ts';
import { params, type Params } from './params.ts';

function readLast(bars: readonly Candle[], changes: Partial<Params> = {}) {
  const finder = createImpulseFinder({ ...params.parse({}), ...changes });
  for (const bar of bars) finder.add(bar);
  return finder.reading;
}

describe('an impulse', () => {
  it('leaves the extreme it broke as its level', () => {
    const up = readLast([...calm(), bodyBar(CALM_BARS, 100, 100.4)]);
    expect(up.direction).toBe(1);
    expect(up.level).toBeCloseTo(LEVEL, 8);
    expect(up.atrMultiple).toBeCloseTo(4, 1);
    const down = readLast(mirrored([...calm(), bodyBar(CALM_BARS, 100, 100.4)]));
    expect(down.direction).toBe(-1);
    expect(down.level).toBeCloseTo(200 - LEVEL, 8);
  });

  it.each([
    ['of a body too small for its ATR', [bodyBar(CALM_BARS, 100, 100.2)], {}],
    [
      'of fewer basis points than asked for',
      [bodyBar(CALM_BARS, 100, 100.4)],
      { min_impulse_bps: 41 },
    ],
    [
      'whose bar is mostly wick',
      [{ ...bodyBar(CALM_BARS, 100, 100.4), high: bodyBar(0, 100, 101).close }],
      {},
    ],
    ['that did not break the level', [bodyBar(CALM_BARS, 99.6, 100)], {}],
    ['that hardly left the level', [bodyBar(CALM_BARS, 99.75, 100.1)], {}],
  ])('is none %s', (_case, bars, changes) => {
    expect(readLast([...calm(), ...bars], changes).direction).toBe(0);
  });

  it('is not looked for before the indicators have seen enough', () => {
    expect(readLast([...calm().slice(30), bodyBar(CALM_BARS, 100, 100.4)]).direction).toBe(0);
  });
});

it('after two minutes without any movement the usual range is learned anew', () => {
  const finder = createImpulseFinder(params.parse({}));
  const still = (index: number): Candle => {
    const bar = barAt(100, index * 5_000);
    return { ...bar, high: bar.close, low: bar.close };
  };
  for (const bar of calm()) finder.add(bar);
  for (let index = 60; index < 86; index += 1) finder.add(still(index));
  expect(finder.add(bodyBar(86, 100, 100.4))).toBe('anew');
  expect(finder.reading.direction).toBe(0);
});

it('longer bars over the same time are not read', () => {
  const finder = createImpulseFinder(params.parse({}));
  for (const bar of calm()) finder.add(bar);
  expect(finder.add({ ...bodyBar(48, 100, 100.4), timeframeMs: 60_000 })).toBe('skipped');
  expect(finder.add({ ...bodyBar(60, 100, 100.4), timeframeMs: 60_000 })).toBe('anew');
});
