import { describe, expect, it } from 'vitest';
import { barAt, positionAt, viewAt } from '../view.fixture.ts';
import { createExit } from './exit.ts';
import { params, type Params } from './params.ts';

const MINUTE = 60_000;
/** A Tuesday in winter. */
const LONDON = Date.UTC(2026, 0, 6, 8);
const OPENED = LONDON + 35 * MINUTE;

/** A London range between 99.85 and 100.15, five minutes above it, then one close; asked about a position. */
function askAfter(
  close: number,
  fields: Parameters<typeof positionAt>[0] = {},
  changes: Partial<Params> = {},
) {
  const exit = createExit({ ...params.parse({}), ...changes });
  const closes = [
    ...Array.from({ length: 30 }, (_, i) => 100 + (i % 2 === 0 ? 0.1 : -0.1)),
    ...Array.from({ length: 5 }, () => 100.3),
    close,
  ];
  for (const [index, each] of closes.entries()) {
    const tsOpen = LONDON + index * MINUTE;
    exit.observeBar?.(viewAt(each, tsOpen + MINUTE), barAt(each, tsOpen, MINUTE));
  }
  const position = positionAt({ tsOpened: OPENED, ...fields });
  return exit.onBar?.(viewAt(close, 0), position, barAt(close, OPENED, MINUTE));
}

describe('on bars', () => {
  it.each([
    ['a long back below the middle', askAfter(99.99), true],
    ['a long back inside, above the middle', askAfter(100.05), false],
    ['a short back above the middle', askAfter(100.01, { side: 'short' }), true],
    ['a short below the middle', askAfter(99.9, { side: 'short' }), false],
    ['one older than the range', askAfter(99.9, { tsOpened: LONDON + MINUTE }), false],
    ['one of a session that is switched off', askAfter(99.9, {}, { london: 'off' }), false],
  ])('%s', (_case, proposal, isClosed) => {
    expect(proposal !== undefined).toBe(isClosed);
  });

  it('says why, and closes all of it', () => {
    expect(askAfter(99.9)).toEqual({
      fraction: 1,
      thesis: 'the break failed: a close back beyond the middle of the London range',
    });
  });
});

it('before any bar it decides nothing', () => {
  const exit = createExit(params.parse({}));
  expect(exit.onBar?.(viewAt(100, 0), positionAt(), barAt(100, 0, MINUTE))).toBeUndefined();
});

it('on quotes it leaves at the target and when the time is up', () => {
  const exit = createExit(params.parse({ time_stop_ms: 60_000 }));
  expect(exit.onQuote?.(viewAt(102, 0), positionAt())?.thesis).toContain('target met');
  expect(exit.onQuote?.(viewAt(100, 0), positionAt({ ageMs: 60_000 }))?.thesis).toContain(
    'time is up',
  );
  expect(exit.onQuote?.(viewAt(100, 0), positionAt())).toBeUndefined();
});
