import { describe, expect, it } from 'vitest';
import { barAt, positionAt, viewAt } from '../view.fixture.ts';
import { createExit } from './exit.ts';
import { params } from './params.ts';

const MINUTE = 60_000;
const rise = Array.from({ length: 70 }, (_, index) => 100 + index * 0.05);
const fall = rise.map((close) => 200 - close);

function askAfter(closes: readonly number[], side: 'long' | 'short') {
  const exit = createExit(params.parse({}));
  for (const [index, close] of closes.entries()) {
    const bar = barAt(close, index * MINUTE, MINUTE);
    exit.observeBar?.(viewAt(close, bar.tsOpen + MINUTE), bar);
  }
  return exit.onBar?.(viewAt(100, 0), positionAt({ side }), barAt(100, 0, MINUTE));
}

describe('on bars', () => {
  it.each([
    ['a long is closed in a fall', fall, 'long', true],
    ['a short is closed in a rise', rise, 'short', true],
    ['a long is held in a rise', rise, 'long', false],
    ['a short is held in a fall', fall, 'short', false],
    ['nothing is closed where nothing moves', rise.map(() => 100), 'long', false],
    ['young averages close nothing', fall.slice(0, 59), 'long', false],
  ] as const)('%s', (_case, closes, side, isClosed) => {
    const proposal = askAfter(closes, side);
    if (isClosed)
      expect(proposal).toEqual({ fraction: 1, thesis: 'the trend it leaned on has turned' });
    else expect(proposal).toBeUndefined();
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
