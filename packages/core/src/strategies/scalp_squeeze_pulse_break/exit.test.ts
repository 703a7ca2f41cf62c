import { describe, expect, it } from 'vitest';
import { barAt, positionAt, viewAt } from '../view.fixture.ts';
import { createExit } from './exit.ts';
import { params } from './params.ts';

const MINUTE = 60_000;
const parsed = params.parse({ interval: 5, time_stop_ms: 60_000 });

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

const back = [100, 100, 100, 102, 102, 100];
const on = [100, 100, 100, 102, 102, 102];
const turned = (closes: readonly number[]) => closes.map((close) => 200 - close);

describe('on bars', () => {
  it.each([
    ['a long back below the middle band', back, 'long', true],
    ['a short back above it', turned(back), 'short', true],
    ['a long that stays above', on, 'long', false],
    ['a short that stays below', turned(on), 'short', false],
    ['a long over young bands', back.slice(-4), 'long', false],
  ] as const)('%s', (_case, closes, side, isClosed) => {
    expect(askAfter(closes, side) !== undefined).toBe(isClosed);
  });

  it('says why, and closes all of it', () => {
    expect(askAfter(back, 'long')).toEqual({
      fraction: 1,
      thesis: 'the break was false: a close back below the middle band',
    });
  });

  it('bands from before a hole decide nothing', () => {
    expect(askAfter(back, 'long', 5)).toBeUndefined();
  });

  it('a silent minute moves no band', () => {
    const exit = createExit(parsed);
    for (const [index, close] of on.entries()) {
      exit.observeBar?.(viewAt(close, 0), barAt(close, index * MINUTE, MINUTE));
    }
    const silent = { ...barAt(90, 6 * MINUTE, MINUTE), ticks: 0 };
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
