import { expect, it } from 'vitest';
import { at, gateOf } from './gate.fixture.ts';

const timerEvery = (budget: object) => gateOf({ timer: { min_s: 1, max_s: 604_800 }, budget });

it('a question beside the layers counts in the hour, and without room there is none', () => {
  const gate = timerEvery({ min_pause_s: 1, max_per_hour: 3, reserved_per_hour: 1 });
  expect([gate.spendExtra(at(1)), gate.spendExtra(at(2)), gate.spendExtra(at(3))]).toEqual([
    true,
    true,
    false,
  ]);
  gate.onClock(at(4));
  gate.setNextCheck(1);
  expect(gate.onClock(at(10))).toMatchObject({ passed: false });
  expect(gate.spendExtra(at(3_602))).toBe(true);
});

it('the next pass keeps its pause from it', () => {
  const gate = timerEvery({ min_pause_s: 30, max_per_hour: 100, reserved_per_hour: 1 });
  gate.onClock(at(0));
  gate.setNextCheck(5);
  expect(gate.spendExtra(at(1))).toBe(true);
  expect(gate.onClock(at(30)).passed).toBe(false);
  expect(gate.onClock(at(31)).passed).toBe(true);
});
