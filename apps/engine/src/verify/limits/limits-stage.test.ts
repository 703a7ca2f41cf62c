import { describe, expect, it } from 'vitest';
import { drillBreakerSteps } from './drill-breaker-steps.ts';
import { drillExposure } from './drill-exposure.ts';
import { drillBreaker, drillDailyLoss } from './drill-losses.ts';
import { drillRate, drillRepeats } from './drill-rate.ts';
import { stageContext } from '../stage-context.fixture.ts';

/** What the journals of the stage's engines gave. */
const replaysOf = (stage: ReturnType<typeof stageContext>) =>
  stage.looked().find(({ id }) => id === 'parity.replay')?.evidence;

describe('limits that bind', { timeout: 120_000 }, () => {
  it('keep exposure within its caps while the outcome of orders is unknown', async () => {
    using stage = stageContext();
    const counts = await drillExposure(stage.context, 100);
    expect(stage.failed()).toEqual([]);
    expect(stage.passed()).toEqual(
      expect.arrayContaining(['limits.symbol_exposure', 'limits.total_exposure', 'parity.replay']),
    );
    expect(counts.unknown).toBeGreaterThan(0);
  });

  it('trip the breaker at its threshold, not a tick before, and for good', async () => {
    using stage = stageContext();
    await drillBreakerSteps(stage.context);
    await drillBreaker(stage.context, 60);
    expect(stage.failed()).toEqual([]);
    expect(stage.passed()).toEqual(
      expect.arrayContaining(['limits.breaker', 'limits.persist', 'parity.replay']),
    );
    expect(replaysOf(stage)).toMatchObject({
      'limits: lives left to a full run': 1,
      'limits: lives replayed, closed': 4,
    });
  });

  it('stop entries at the loss of the day and let them through on the next', async () => {
    using stage = stageContext();
    await drillDailyLoss(stage.context, 60);
    expect(stage.failed()).toEqual([]);
    expect(stage.passed()).toContain('limits.daily_loss');
  });

  it('slow entries down and hold a strategy that repeats itself', async () => {
    using stage = stageContext();
    await drillRate(stage.context, 40);
    await drillRepeats(stage.context, 25);
    expect(stage.failed()).toEqual([]);
    expect(stage.passed()).toEqual(expect.arrayContaining(['limits.order_rate', 'limits.persist']));
  });

  it('are read back from the journals of killed engines as well in a full run', async () => {
    using stage = stageContext();
    await drillRepeats({ ...stage.context, kind: 'full' }, 15);
    expect(replaysOf(stage)).toMatchObject({
      'limits: lives replayed, killed': 1,
      'limits: lives replayed, closed': 3,
    });
    expect(stage.passed()).toContain('parity.replay');
  });

  it('are seen to fail when an execution is booked twice', async () => {
    using stage = stageContext({ defect: 'double-fill' });
    await drillExposure(stage.context, 150);
    expect(stage.failed()).toContain('exactness.venue_book');
  });
});
