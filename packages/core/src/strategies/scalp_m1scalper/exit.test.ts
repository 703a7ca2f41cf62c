import { describe, expect, it } from 'vitest';
import { barAt, positionAt, viewAt } from '../view.fixture.ts';
import { createExit } from './exit.ts';
import { params } from './params.ts';

const MINUTE = 60_000;
const parsed = params.parse({ fast_ema: 5, slow_ema: 10, time_stop_ms: 60_000 });

/** Shows the brain a run of minutes, then asks about the position. */
function askAfter(closes: readonly number[], side: 'long' | 'short', holeBefore = -1) {
  const exit = createExit(parsed);
  let tsOpen = 0;
  for (const [index, close] of closes.entries()) {
    tsOpen += index === holeBefore ? 60 * MINUTE : MINUTE;
    exit.observeBar?.(viewAt(close, tsOpen + MINUTE), barAt(close, tsOpen, MINUTE));
  }
  const last = closes.at(-1) ?? 0;
  return exit.onBar?.(viewAt(last, 0), positionAt({ side }), barAt(last, tsOpen, MINUTE));
}

const rise = Array.from({ length: 30 }, (_, i) => 100 + i * 0.1);
const broken = [...rise, 101];

describe('on bars', () => {
  it.each([
    ['a long whose trend broke', broken, 'long', true],
    ['a short whose trend broke', broken.map((close) => 200 - close), 'short', true],
    ['a long in its trend', rise, 'long', false],
    ['a short in its trend', rise.map((close) => 200 - close), 'short', false],
    ['a long over a young average', broken.slice(-9), 'long', false],
  ] as const)('%s', (_case, closes, side, isClosed) => {
    expect(askAfter(closes, side) !== undefined).toBe(isClosed);
  });

  it('says why, and closes all of it', () => {
    expect(askAfter(broken, 'long')).toEqual({
      fraction: 1,
      thesis: 'the trend broke: a close below its 10-bar average',
    });
  });

  it('an average from before a hole decides nothing', () => {
    expect(askAfter(broken, 'long', 28)).toBeUndefined();
  });

  it('a silent minute moves no average', () => {
    const exit = createExit(parsed);
    for (const [index, close] of rise.entries()) {
      exit.observeBar?.(viewAt(close, 0), barAt(close, index * MINUTE, MINUTE));
    }
    const silent = { ...barAt(90, 30 * MINUTE, MINUTE), ticks: 0 };
    exit.observeBar?.(viewAt(90, 0), silent);
    expect(exit.onBar?.(viewAt(90, 0), positionAt(), silent)).toBeUndefined();
  });
});

it('on quotes it leaves at the target and when the time is up', () => {
  const exit = createExit(parsed);
  expect(exit.onQuote?.(viewAt(102, 0), positionAt())?.thesis).toContain('target met');
  expect(exit.onQuote?.(viewAt(100, 0), positionAt({ ageMs: 60_000 }))?.thesis).toContain(
    'time is up',
  );
  expect(exit.onQuote?.(viewAt(100, 0), positionAt())).toBeUndefined();
});
