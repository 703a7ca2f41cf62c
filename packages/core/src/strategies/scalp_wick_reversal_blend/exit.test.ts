import { describe, expect, it } from 'vitest';
import { positionAt, viewAt } from '../view.fixture.ts';
import { minuteBar, mirroredAt } from '../wick.fixture.ts';
import type { BarPrices } from '../wick.ts';
import { createExit } from './exit.ts';
import { params } from './params.ts';

const star = { open: 100, high: 100.5, low: 99.98, close: 100.03 };
const level = { open: 100, high: 100.04, low: 99.96, close: 100 };

/** Thirty calm bars are seen, then the one in question, and the position is asked about. */
function askAfter(last: BarPrices, side: 'long' | 'short', options = {}) {
  const exit = createExit(params.parse(options));
  const bars = [...Array.from({ length: 30 }, () => level), last].map((bar, index) =>
    minuteBar(bar, index),
  );
  for (const bar of bars) exit.observeBar?.(viewAt(100, bar.tsOpen + 60_000), bar);
  return exit.onBar?.(viewAt(100, 31 * 60_000), positionAt({ side }), minuteBar(last, 30));
}

describe('on bars', () => {
  it('a long is closed by a star, a short by a hammer', () => {
    expect(askAfter(star, 'long')?.thesis).toMatch(/^rejected at the high, score 0\.\d\d$/);
    expect(askAfter(mirroredAt(100, star), 'short')?.fraction).toBe(1);
  });

  it.each([
    ['a wick in its own favour', mirroredAt(100, star), 'long', {}],
    ['an ordinary bar', level, 'long', {}],
    ['a wick that scores too little', star, 'long', { exit_score: 0.99 }],
  ] as const)('%s closes nothing', (_case, bar, side, options) => {
    expect(askAfter(bar, side, options)).toBeUndefined();
  });

  it('a wick is forgotten with the next bar, a silent one included', () => {
    const exit = createExit(params.parse({}));
    const bars = [...Array.from({ length: 30 }, () => level), star].map((bar, index) =>
      minuteBar(bar, index),
    );
    const silent = minuteBar({ open: 100, high: 100, low: 100, close: 100 }, 31, 0);
    for (const bar of [...bars, silent]) exit.observeBar?.(viewAt(100, bar.tsOpen), bar);
    expect(exit.onBar?.(viewAt(100, 0), positionAt(), silent)).toBeUndefined();
  });
});

it('on quotes it leaves at the target and when the time is up', () => {
  const exit = createExit(params.parse({ time_stop_ms: 60_000 }));
  expect(exit.onQuote?.(viewAt(102, 0), positionAt())?.thesis).toContain('target met');
  expect(exit.onQuote?.(viewAt(100, 0), positionAt({ ageMs: 60_000 }))?.thesis).toContain(
    'time is up',
  );
  expect(exit.onQuote?.(viewAt(100, 0), positionAt())).toBeUndefined();
});
