import { describe, expect, it } from 'vitest';
import { exitAtTargetOrTime } from './target-or-time.ts';
import { positionAt, viewAt } from './view.fixture.ts';

const limits = { target_bps: 20, time_stop_ms: 60_000 };
const view = (bid: number, ask: number) => ({ ...viewAt(100, 0), bid, ask });

describe('a long', () => {
  it.each([
    ['below its target', view(100.9, 101.2), positionAt(), undefined],
    [
      'once the bid has met its target',
      view(101, 101.2),
      positionAt({ gainBps: 100 }),
      'target met',
    ],
    [
      'without a target, at the configured gain',
      view(100, 100),
      positionAt({ targetPrice: undefined, gainBps: 20 }),
      'target met',
    ],
    [
      'without a target, below the configured gain',
      view(100, 100),
      positionAt({ targetPrice: undefined, gainBps: 19 }),
      undefined,
    ],
    ['too old', view(100, 100), positionAt({ ageMs: 60_000 }), 'time is up'],
    ['just young enough', view(100, 100), positionAt({ ageMs: 59_999 }), undefined],
  ])('%s', (_case, market, position, thesis) => {
    const proposal = exitAtTargetOrTime(market, position, limits);
    if (thesis === undefined) expect(proposal).toBeUndefined();
    else expect(proposal).toEqual({ fraction: 1, thesis: expect.stringContaining(thesis) });
  });
});

it('a short closes on the ask, not on the bid', () => {
  const short = positionAt({ side: 'short', stopPrice: 101, targetPrice: 99 });
  expect(exitAtTargetOrTime(view(98.9, 99.1), short, limits)).toBeUndefined();
  expect(exitAtTargetOrTime(view(98.8, 99), short, limits)?.fraction).toBe(1);
});
