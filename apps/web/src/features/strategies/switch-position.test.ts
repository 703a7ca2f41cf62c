import { expect, it } from 'vitest';
import { flagsOf, positionOf, SWITCH_POSITIONS } from './switch-position.ts';

it('reads back every position it writes', () => {
  expect(SWITCH_POSITIONS.map((position) => positionOf(flagsOf(position)))).toEqual([
    'on',
    'manage-only',
    'off',
  ]);
});

it('has no position for entry without exit', () => {
  expect(positionOf({ entry_enabled: true, exit_enabled: false })).toBeUndefined();
});
