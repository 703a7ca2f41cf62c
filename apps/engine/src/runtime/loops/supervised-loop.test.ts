import { describe, expect, it } from 'vitest';
import { createRng } from '@quarterdeck/core/kernel/rng';
import { VirtualClock } from '../../adapters/system/virtual-clock.ts';
import { backOffMs } from './back-off.ts';
import { Supervisor } from './supervisor.ts';

function setUp() {
  const clock = new VirtualClock(0);
  const failures: string[] = [];
  const supervisor = new Supervisor({ clock, scheduler: clock, rng: createRng(3) }, (name) =>
    failures.push(name),
  );
  return { clock, failures, supervisor };
}

describe('supervised loops', () => {
  it('restarts a loop that throws and shows why, while the others go on', () => {
    const { clock, failures, supervisor } = setUp();
    let good = 0;
    let bad = 0;
    supervisor.add({ name: 'good', intervalMs: 100, step: () => void (good += 1) });
    supervisor.add({
      name: 'bad',
      intervalMs: 100,
      step: () => {
        bad += 1;
        if (bad === 1) throw new Error('feed gone');
      },
    });
    supervisor.start();
    expect(supervisor.rows()[1]).toMatchObject({
      state: 'backing-off',
      restarts: 1,
      lastError: 'feed gone',
    });
    clock.advanceBy(1_000);
    expect(failures).toEqual(['bad']);
    expect(good).toBe(11);
    expect(bad).toBeGreaterThan(5);
    expect(supervisor.rows()[1]).toMatchObject({ state: 'running', tsRetry: null });
  });

  it('restarts a long step that rejects', async () => {
    const { clock, supervisor } = setUp();
    let starts = 0;
    supervisor.add({
      name: 'feed',
      intervalMs: 0,
      step: () => {
        starts += 1;
        return starts === 1 ? Promise.reject(new Error('closed')) : new Promise(() => undefined);
      },
    });
    supervisor.start();
    await clock.runBy(300);
    expect(starts).toBe(2);
  });

  it('runs no step after a stop', async () => {
    const { clock, supervisor } = setUp();
    let steps = 0;
    supervisor.add({ name: 'loop', intervalMs: 10, step: () => void (steps += 1) });
    supervisor.start();
    await supervisor.stop();
    clock.advanceBy(1_000);
    expect(steps).toBe(1);
    expect(supervisor.rows()[0]?.state).toBe('stopped');
  });

  it('doubles the pause from 250 ms up to 30 s', () => {
    const rng = { ...createRng(1), next: () => 0 };
    const pauses = [1, 2, 3, 8, 20, 2_000].map((failures) =>
      backOffMs({ failures, rng, firstMs: 250, longestMs: 30_000 }),
    );
    expect(pauses).toEqual([250, 500, 1_000, 30_000, 30_000, 30_000]);
  });
});
