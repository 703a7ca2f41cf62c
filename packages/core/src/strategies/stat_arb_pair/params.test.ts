import { expect, it } from 'vitest';
import { params } from './params.ts';

it.each([
  ['an exit beyond the entry', { exit_z: 2.5, entry_z: 2.4 }, 'exit_z'],
  ['an entry beyond the stop', { entry_z: 5 }, 'entry_z'],
  ['half-lives the wrong way round', { min_half_life_bars: 20 }, 'min_half_life_bars'],
  ['a target price, which a pair has not', { target_bps: 20 }, undefined],
])('refuses %s', (_case, raw, path) => {
  const result = params.safeParse(raw);
  expect(result.success).toBe(false);
  expect(result.error?.issues[0]?.path[0]).toBe(path);
});
