import type { SearchTrial } from '@quarterdeck/core/contract/search.schema';
import { expect, it } from 'vitest';
import { scoreRows } from './score-rows.ts';

const trial = (number: number, score: number | null): SearchTrial => ({
  ...{ number, score, params: {}, inSample: null, outOfSample: null, error: null },
  outOfSampleScore: number === 2 ? 9 : null,
});

it('carries the best in-sample score along, past trials without one', () => {
  const rows = scoreRows([trial(1, null), trial(2, -3), trial(3, null), trial(4, -5), trial(5, 1)]);
  expect(rows.map(({ best }) => best)).toEqual([null, -3, -3, -3, 1]);
  expect(rows.map(({ outOfSample }) => outOfSample)).toEqual([null, 9, null, null, null]);
});
