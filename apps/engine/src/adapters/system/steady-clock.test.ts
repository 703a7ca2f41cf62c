import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSteadyClock } from './steady-clock.ts';

const START = 1_800_000_000_000;

/** A machine whose two clocks are moved by hand. */
function machine() {
  let wall = START;
  let monotonic = 500.25;
  const clock = createSteadyClock({
    wallMs: () => Math.floor(wall),
    monotonicMs: () => monotonic,
  });
  return {
    clock,
    pass: (ms: number) => {
      wall += ms;
      monotonic += ms;
    },
    setWall: (byMs: number) => {
      wall += byMs;
    },
  };
}

describe('the steady clock', () => {
  it('goes on at its own pace when the wall is set back, where time stood still for the whole step', () => {
    const { clock, pass, setWall } = machine();
    pass(2_000);
    expect(clock.now()).toBe(START + 2_000);
    setWall(-5_000);
    expect(clock.now()).toBe(START + 2_000);
    pass(100);
    expect(clock.now()).toBe(START + 2_100);
    expect(clock.aheadOfWallMs()).toBe(5_000);
  });

  it('follows the wall at once when the machine has slept, while the monotonic clock stood still', () => {
    const { clock, pass, setWall } = machine();
    pass(1_000);
    setWall(3_600_000);
    expect(clock.now()).toBe(START + 3_601_000);
    expect(clock.aheadOfWallMs()).toBe(0);
    pass(50);
    expect(clock.now()).toBe(START + 3_601_050);
  });

  it('is back on the wall when that has been put right again', () => {
    const { clock, pass, setWall } = machine();
    setWall(-5_000);
    pass(1_000);
    setWall(5_000);
    expect(clock.aheadOfWallMs()).toBe(0);
    setWall(2_000);
    expect(clock.now()).toBe(START + 3_000);
  });

  it('never steps back, never stalls and never falls behind the wall, whatever is done to the wall', () => {
    const steps = fc.array(
      fc.record({
        passMs: fc.double({ min: 0, max: 5_000, noNaN: true }),
        setByMs: fc.integer({ min: -100_000, max: 100_000 }),
      }),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(steps, (moves) => {
        const { clock, pass, setWall } = machine();
        for (const { passMs, setByMs } of moves) {
          const before = clock.now();
          pass(passMs);
          setWall(setByMs);
          const after = clock.now();
          expect(after - before).toBeGreaterThanOrEqual(Math.floor(passMs) - 1);
          expect(clock.aheadOfWallMs()).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
