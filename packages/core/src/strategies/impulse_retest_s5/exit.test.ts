import { describe, expect, it } from 'vitest';
import type { Candle } from '../../model/candle.ts';
import { barAt, positionAt, viewAt } from '../view.fixture.ts';
import { createExit } from './exit.ts';
import { bodyBar, calm, CALM_BARS } from './impulse-tape.fixture.ts';
import { params } from './params.ts';

const view = viewAt(100, 0);

function askAfter(bars: readonly Candle[], side: 'long' | 'short') {
  const exit = createExit(params.parse({}));
  for (const bar of bars) exit.observeBar?.(view, bar);
  const last = bars.at(-1) ?? barAt(100, 0);
  return exit.onBar?.(view, positionAt({ side }), last)?.thesis;
}

const up = [...calm(), bodyBar(CALM_BARS, 100, 100.4)];
const down = [...calm(), bodyBar(CALM_BARS, 100, 99.6)];
const over = [...up, barAt(100.4, (CALM_BARS + 1) * 5_000)];
const longer = [...up, barAt(100.4, CALM_BARS * 5_000, 60_000)];

describe('on bars', () => {
  it.each([
    ['an impulse down closes a long', down, 'long', 'impulse of 4.0 ATR against it'],
    ['an impulse up closes a short', up, 'short', 'impulse of 4.0 ATR against it'],
    ['an impulse in its favour does not', up, 'long', undefined],
    ['an impulse that is over does not', over, 'short', undefined],
    ['a longer bar does not repeat one', longer, 'short', undefined],
    ['a calm market does not', calm(), 'long', undefined],
  ] as const)('%s', (_case, bars, side, thesis) => {
    expect(askAfter(bars, side)).toBe(thesis);
  });
});

describe('on quotes', () => {
  const exit = createExit(params.parse({ time_stop_ms: 60_000 }));
  it.each([
    ['holds on the way', {}, undefined],
    ['closes at the target', { targetPrice: 99.5, gainBps: 50 }, 'target met at 50.0 bps'],
    ['closes by age', { ageMs: 60_000, gainBps: -3 }, 'time is up after 60 s at -3.0 bps'],
  ])('%s', (_case, fields, thesis) => {
    expect(exit.onQuote?.(view, positionAt(fields))?.thesis).toBe(thesis);
  });
});
