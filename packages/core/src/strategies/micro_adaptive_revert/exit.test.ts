import { describe, expect, it } from 'vitest';
import { barAt, positionAt, viewAt } from '../view.fixture.ts';
import { createExit } from './exit.ts';
import { params } from './params.ts';

const MINUTE = 60_000;
const chop = Array.from({ length: 60 }, (_, index) => 100 + (index % 2) * 0.1);
const fall = Array.from({ length: 20 }, (_, index) => 100 - index * 0.05);

function askAfter(closes: readonly number[], side: 'long' | 'short', gainBps = 5) {
  const exit = createExit(params.parse({}));
  for (const [index, close] of closes.entries()) {
    const bar = barAt(close, index * MINUTE, MINUTE);
    exit.observeBar?.(viewAt(close, bar.tsOpen + MINUTE), bar);
  }
  return exit.onBar?.(viewAt(100, 0), positionAt({ side, gainBps }), barAt(100, 0, MINUTE));
}

describe('on bars', () => {
  it.each([
    ['a long at its average', [...chop, 100.1], 'long', 5, 'back at its average'],
    ['a short at its average', [...chop, 99.9], 'short', 5, 'back at its average'],
    ['a long still below it', [...chop, 99.6], 'long', 5, undefined],
    ['a short still above it', [...chop, 100.5], 'short', 5, undefined],
    ['a losing long in a straight fall', [...chop, ...fall], 'long', -5, 'the market trends'],
    ['a long that gains in spite of it', [...chop, ...fall], 'long', 5, undefined],
    ['anything while young', chop.slice(0, 20), 'long', -5, undefined],
  ] as const)('%s', (_case, closes, side, gainBps, thesis) => {
    const proposal = askAfter(closes, side, gainBps);
    if (thesis === undefined) expect(proposal).toBeUndefined();
    else expect(proposal).toEqual({ fraction: 1, thesis: expect.stringContaining(thesis) });
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
