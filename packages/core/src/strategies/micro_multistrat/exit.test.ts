import { describe, expect, it } from 'vitest';
import { toFloat } from '../../kernel/decimal.ts';
import type { Candle } from '../../model/candle.ts';
import { positionAt, viewAt } from '../view.fixture.ts';
import { createExit } from './exit.ts';
import { params, type Params } from './params.ts';
import { mirrored, votedUp } from './vote-tape.fixture.ts';

/** Shows the brain all bars and asks about the position at the last one. */
function askAfter(bars: readonly Candle[], side: 'long' | 'short', changes: Partial<Params> = {}) {
  const exit = createExit({ ...params.parse({}), ...changes });
  const view = viewAt(100, 0);
  for (const bar of bars) exit.observeBar?.(view, bar);
  const last = bars.at(-1);
  if (last === undefined) throw new Error('an empty tape');
  return exit.onBar?.(viewAt(toFloat(last.close), 0), positionAt({ side }), last)?.thesis;
}

describe('on bars', () => {
  it.each([
    [
      'a short against a vote to buy is closed',
      votedUp(),
      'short',
      {},
      'outvoted by slope, breakout, wick, weight 3.0',
    ],
    [
      'a long against a vote to sell is closed',
      mirrored(votedUp()),
      'long',
      {},
      'outvoted by slope, breakout, wick, weight 3.0',
    ],
    ['a position the votes are for is held', votedUp(), 'long', {}, undefined],
    [
      'fewer votes than asked for close nothing',
      votedUp(),
      'short',
      { exit_quorum: 3.5 },
      undefined,
    ],
    ['young indicators decide nothing', votedUp().slice(50), 'short', {}, undefined],
  ] as const)('%s', (_case, bars, side, changes, thesis) => {
    expect(askAfter(bars, side, changes)).toBe(thesis);
  });
});

describe('on quotes', () => {
  const exit = createExit(params.parse({ time_stop_ms: 60_000 }));
  it.each([
    ['holds on the way', {}, undefined],
    ['closes at the target', { targetPrice: 99.5, gainBps: 50 }, 'target met at 50.0 bps'],
    ['closes by age', { ageMs: 60_000, gainBps: -3 }, 'time is up after 60 s at -3.0 bps'],
  ])('%s', (_case, fields, thesis) => {
    expect(exit.onQuote?.(viewAt(100, 0), positionAt(fields))?.thesis).toBe(thesis);
  });
});
