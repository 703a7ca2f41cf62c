import { expect, it } from 'vitest';
import { money } from '@quarterdeck/core/kernel/decimal';
import { armedStrategy } from '../support/armed-strategy.ts';
import { DeskHarness } from '../support/desk-harness.ts';
import { BTC, FRESH, proposal, T0 } from '../support/desk-world.ts';

it('a clock set back over midnight forgave the day’s loss', () => {
  const { wish, setup } = armedStrategy();
  // The tables of a desk that lost all a day may lose, after a midnight that this clock has not reached.
  const tsDay = Math.floor(T0 / 86_400_000) * 86_400_000 + 86_400_000;
  const harness = new DeskHarness(
    { strategies: [setup] },
    {
      ...FRESH,
      riskMemory: {
        tsDay,
        dayStartEquity: money('11000'),
        peakEquity: money('11000'),
        throttled: [],
      },
    },
  );
  harness.settle();
  wish.next = proposal();
  harness.quote(BTC, '100', '100.02');
  harness.pass(2_000);
  expect(harness.denials()).toContain('DAILY_LOSS_EXCEEDS_LIMIT');
  expect(harness.sent).toEqual([]);
});
