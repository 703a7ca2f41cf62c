import { expect, it } from 'vitest';
import { failedFirst } from './failed-first.ts';

it('puts failed strategies on top and orders the rest by name', () => {
  const rows = [
    { id: 'stat_arb_pair', state: 'running' },
    { id: 'session_open', state: 'failed' },
    { id: 'micro_multistrat', state: 'running' },
  ] as const;
  expect(failedFirst(rows).map((row) => row.id)).toEqual([
    'session_open',
    'micro_multistrat',
    'stat_arb_pair',
  ]);
});
