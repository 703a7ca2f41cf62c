import { describe, expect, it } from 'vitest';
import { barAt, positionAt, viewAt } from '../view.fixture.ts';
import { createExit } from './exit.ts';
import { params } from './params.ts';

const parsed = params.parse({ time_stop_ms: 60_000 });

/** Shows the brain a run of bars, then asks about the position. */
function askAfter(closes: readonly number[], side: 'long' | 'short') {
  const exit = createExit(parsed);
  const position = positionAt({ side });
  for (const [index, close] of closes.entries()) {
    exit.observeBar?.(viewAt(close, (index + 1) * 5_000), barAt(close, index * 5_000));
  }
  const last = closes.at(-1) ?? 0;
  return exit.onBar?.(viewAt(last, 0), position, barAt(last, 0));
}

const rise = Array.from({ length: 30 }, (_, i) => 100 + i * 0.1 - (i % 4 === 0 ? 0.05 : 0));
const fall = rise.map((close) => 200 - close);

describe('on bars', () => {
  it('a long is closed once the RSI is high, a short once it is low', () => {
    expect(askAfter(rise, 'long')?.thesis).toMatch(/^the turn is spent, RSI \d+$/);
    expect(askAfter(fall, 'short')?.fraction).toBe(1);
  });

  it('a position whose move is still to come is held', () => {
    expect(askAfter(fall, 'long')).toBeUndefined();
    expect(askAfter(rise, 'short')).toBeUndefined();
  });

  it('a young RSI decides nothing', () => {
    expect(askAfter(rise.slice(0, 5), 'long')).toBeUndefined();
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
