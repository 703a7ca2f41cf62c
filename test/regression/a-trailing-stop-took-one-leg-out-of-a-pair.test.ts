import { expect, it } from 'vitest';
import { DeskHarness } from '../support/desk-harness.ts';
import { BTC, deskOptions, proposal, stubStrategy } from '../support/desk-world.ts';

/** Buys once; never leaves by itself. */
function holderOf(isTrailed?: boolean) {
  let hasAsked = false;
  const setup = stubStrategy('holder', {
    enter: (view) => {
      if (hasAsked || view.instrument.symbol !== BTC) return undefined;
      hasAsked = true;
      return proposal({ stopPrice: 90 });
    },
  });
  if (isTrailed === undefined) return setup;
  return { ...setup, strategy: { ...setup.strategy, isTrailed } };
}

/** Up far enough for the trailing stop to follow, then back by more than its distance; what the venue holds after. */
function heldAfterTheRun(isTrailed?: boolean): number {
  const desk = new DeskHarness({
    strategies: [holderOf(isTrailed)],
    safety: { ...deskOptions().safety, max_stop_bps: 1_000 },
  });
  for (const price of [100, 104, 108, 104, 101]) desk.settle(price);
  return desk.venue.snapshot(desk.ts).positions.length;
}

it('positions of a strategy that is not trailed live through a gain and its loss', () => {
  expect(heldAfterTheRun(false)).toBe(1);
});

it.each([undefined, true])('those of any other are closed by the trailing stop', (isTrailed) => {
  expect(heldAfterTheRun(isTrailed)).toBe(0);
});

it('the protective stop stands for both', () => {
  const desk = new DeskHarness({ strategies: [holderOf(false)] });
  for (const price of [100, 85]) desk.settle(price);
  expect(desk.venue.snapshot(desk.ts).positions).toEqual([]);
});
