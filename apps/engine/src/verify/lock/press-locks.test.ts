import { describe, expect, it } from 'vitest';
import { stageContext } from '../stage-context.fixture.ts';
import { pressFreeze } from './press-freeze.ts';
import { pressLocks } from './press-locks.ts';

const LOCKS = 3;

describe('the lock under load', { timeout: 120_000 }, () => {
  it('lets no entry out, lets exits go on, sweeps, and stands after a restart', async () => {
    using stage = stageContext();
    const counts = await pressLocks(stage.context, LOCKS);
    expect(stage.failed()).toEqual([]);
    expect(stage.passed()).toEqual(
      expect.arrayContaining([
        'lock.no_entry_after',
        'lock.exits_go_on',
        'lock.swept',
        'lock.persists',
        'parity.replay',
      ]),
    );
    expect(counts.locks).toBe(LOCKS);
    expect(counts.withheld).toBeGreaterThan(0);
  });

  it('is seen to fail when the guard is read before the queue and not behind it', async () => {
    using stage = stageContext({ defect: 'early-lock-check' });
    await pressLocks(stage.context, LOCKS);
    expect(stage.failed()).toContain('lock.no_entry_after');
  });

  it('gives the same figures for the same seed', async () => {
    using first = stageContext({ seed: 11 });
    using second = stageContext({ seed: 11 });
    expect(await pressLocks(first.context, 2)).toEqual(await pressLocks(second.context, 2));
    expect(first.looked()).toEqual(second.looked());
  });

  it('holds the strategies’ exits in a freeze and lets safety close', async () => {
    using stage = stageContext();
    const counts = await pressFreeze(stage.context);
    expect(stage.failed()).toEqual([]);
    expect(counts.frozen_safety_fills).toBeGreaterThan(0);
  });
});
