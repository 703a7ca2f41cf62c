import { describe, expect, it } from 'vitest';
import { VirtualClock } from './virtual-clock.ts';

describe('VirtualClock', () => {
  it('fires timers in order of due time, then in the order they were set', () => {
    const clock = new VirtualClock(1_000);
    const fired: string[] = [];
    clock.after(20, () => fired.push(`b@${clock.now()}`));
    clock.after(10, () => fired.push(`a@${clock.now()}`));
    clock.after(20, () => fired.push(`c@${clock.now()}`));
    clock.advanceBy(25);
    expect(fired).toEqual(['a@1010', 'b@1020', 'c@1020']);
    expect(clock.now()).toBe(1_025);
    expect(clock.monotonicMs()).toBe(25);
  });

  it('repeats an interval until it is cancelled, also from inside itself', () => {
    const clock = new VirtualClock();
    let count = 0;
    const timer = clock.every(100, () => {
      count += 1;
      if (count === 3) timer.cancel();
    });
    clock.advanceTo(1_000);
    expect(count).toBe(3);
    expect(clock.pendingTimers).toBe(0);
  });

  it('fires timers set by timers within the same advance', () => {
    const clock = new VirtualClock();
    const fired: number[] = [];
    clock.after(1, () => clock.after(1, () => fired.push(clock.now())));
    clock.advanceTo(2);
    expect(fired).toEqual([2]);
  });

  it('lets awaited work set its next timer when run, not advanced', async () => {
    const clock = new VirtualClock();
    const fired: number[] = [];
    const sleep = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve));
    const work = (async () => {
      for (let turn = 0; turn < 3; turn += 1) {
        await sleep(10);
        fired.push(clock.now());
      }
    })();
    await clock.runTo(30);
    await work;
    expect(fired).toEqual([10, 20, 30]);
  });

  it('refuses to go back', () => {
    expect(() => new VirtualClock(5).advanceTo(4)).toThrow(RangeError);
  });
});
