import { describe, expect, it } from 'vitest';
import type { Alert } from '@quarterdeck/core/model/effect';
import { createSteadyClock } from '../adapters/system/steady-clock.ts';
import { ClockWatch } from './clock-watch.ts';

function setUp() {
  let wall = 1_800_000_000_000;
  let monotonic = 0;
  const raised: Alert[] = [];
  const clock = createSteadyClock({ wallMs: () => wall, monotonicMs: () => monotonic });
  const watch = new ClockWatch({
    clock,
    tsNow: () => 42,
    alerts: { raise: (alert) => raised.push(alert) },
  });
  return {
    /** A second later, after the wall was set by so much. */
    look: (setByMs = 0) => {
      wall += 1_000 + setByMs;
      monotonic += 1_000;
      watch.check();
      return raised.splice(0);
    },
  };
}

describe('the clock watch', () => {
  it('names the milliseconds once when the machine is set back, and says when both agree again', () => {
    const { look } = setUp();
    expect(look()).toEqual([]);
    expect(look(-7_500)).toEqual([
      {
        level: 'warning',
        code: 'CLOCK_SET_BACK',
        text: "the machine's clock was set back; the engine's time goes on, 7,500 ms ahead, until it is started again",
        ts: 42,
      },
    ]);
    expect(look()).toEqual([]);
    expect(look(7_500)).toMatchObject([{ level: 'info', code: 'CLOCK_AGREES' }]);
    expect(look()).toEqual([]);
  });

  it('names the milliseconds by which the machine is further on after a sleep', () => {
    const { look } = setUp();
    expect(look(3_600_000)).toMatchObject([
      { level: 'warning', code: 'CLOCK_JUMPED', text: expect.stringContaining('3,600,000 ms') },
    ]);
    expect(look()).toEqual([]);
  });

  it('says it again when the machine is set back further', () => {
    const { look } = setUp();
    look(-2_000);
    expect(look(-2_000)).toMatchObject([{ text: expect.stringContaining('4,000 ms') }]);
  });

  it('is silent about a second or less', () => {
    const { look } = setUp();
    expect([...look(-1_000), ...look(1_900), ...look(-900)]).toEqual([]);
  });
});
