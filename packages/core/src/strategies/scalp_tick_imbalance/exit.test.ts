import { expect, it } from 'vitest';
import type { ExitProposal, PositionView } from '../contract.ts';
import { positionAt, viewAt } from '../view.fixture.ts';
import { createExit } from './exit.ts';
import { params } from './params.ts';

const parsed = params.parse({ time_stop_ms: 60_000, min_hold_ms: 5_000 });

/** Quotes every 250 ms, each `step` away from the last; the first exit and when it came. */
function firstExit(step: number, position: Partial<PositionView> = {}) {
  const exit = createExit(parsed);
  for (let index = 0; index < 200; index += 1) {
    const ageMs = index * 250;
    const view = viewAt(100 + index * step, 1_000 + ageMs);
    const held = positionAt({ stopPrice: 1, targetPrice: 1_000, ageMs, ...position });
    const proposal: ExitProposal | undefined = exit.onQuote?.(view, held);
    if (proposal !== undefined) return { ageMs, thesis: proposal.thesis };
  }
  return undefined;
}

it('a long is closed early when quote after quote falls, but not before its shortest life', () => {
  const early = firstExit(-0.001);
  expect(early?.ageMs).toBeGreaterThanOrEqual(5_000);
  expect(early?.ageMs).toBeLessThan(10_000);
  expect(early?.thesis).toContain('turned against it');
});

it('a long is held while quotes rise, a short is not', () => {
  expect(firstExit(0.001)).toBeUndefined();
  const short = firstExit(0.001, { side: 'short', stopPrice: 1_000, targetPrice: 1 });
  expect(short?.thesis).toContain('turned against it');
});

it('what was counted under one position is forgotten under the next', () => {
  const exit = createExit(parsed);
  const first = { tsOpened: 1, stopPrice: 1, targetPrice: 1_000, ageMs: 1_000 };
  for (let index = 0; index < 100; index += 1) {
    exit.onQuote?.(viewAt(100 - index * 0.001, index * 10), positionAt(first));
  }
  const next = positionAt({ ...first, tsOpened: 2, ageMs: 6_000 });
  expect(exit.onQuote?.(viewAt(99.8, 1_010), next)).toBeUndefined();
});

it('leaves at the target and when the time is up', () => {
  const exit = createExit(parsed);
  expect(exit.onQuote?.(viewAt(102, 0), positionAt({ gainBps: 200 }))?.thesis).toContain(
    'target met',
  );
  expect(exit.onQuote?.(viewAt(100, 0), positionAt({ ageMs: 60_000 }))?.thesis).toContain(
    'time is up',
  );
});
