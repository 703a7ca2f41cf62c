import { searchRequestSchema, type SearchRun } from '@quarterdeck/core/contract/search.schema';
import { expect, it } from 'vitest';
import { scoreText, spaceText, whyNotProposable } from './search-text.ts';

const requestOf = (fields: object = {}) =>
  searchRequestSchema.parse({
    base: { strategies: ['scalp_ping_5s'], data: ['bars.csv'] },
    space: { stop_bps: { min: 10, max: 60, step: 5 }, bars: { choices: ['5s', '1m'] } },
    ...fields,
  });

const runOf = (fields: Partial<SearchRun>): SearchRun => ({
  ...{ id: 's', state: 'done', request: requestOf(), by: 'anna', tsCreated: 1, tsEnded: 2 },
  ...{ trialsDone: 1, trialsPlanned: 1, best: null, verdict: null, error: null },
  ...fields,
});

it('says a space as the command line takes it', () => {
  expect(spaceText(requestOf())).toBe('stop_bps=10..60:5,bars=5s|1m');
  const log = requestOf({ space: { stop_bps: { min: 1, max: 9, scale: 'log' } } });
  expect(spaceText(log)).toBe('stop_bps=log:1..9');
});

it('shows a score in the unit of what was searched for, and none as a dash', () => {
  expect(scoreText(-1.234, requestOf())).toBe('−1.23');
  expect(scoreText(1234.5, requestOf({ objective: 'net' }))).toBe('+1,234.50');
  expect(scoreText(null, requestOf())).toBe('–');
});

it('says why the trials of a search cannot be proposed', () => {
  expect(whyNotProposable(runOf({}))).toBeUndefined();
  expect(whyNotProposable(runOf({ state: 'stopped' }))).toContain('stopped');
  const all = requestOf({ out_of_sample_share: 0 });
  expect(whyNotProposable(runOf({ request: all }))).toContain('kept no data back');
  const base = { strategies: ['a'], data: ['b'], params: { a: { x: 1 } } };
  expect(whyNotProposable(runOf({ request: requestOf({ base }) }))).toContain('--params');
});
