import type { ParamRow } from '@quarterdeck/core/contract/strategy-card.schema';
import { expect, it } from 'vitest';
import { searchCommand, suggestSpace } from './search-command.ts';

const row = (name: string, value: unknown, fields: Partial<ParamRow> = {}): ParamRow => ({
  ...{ name, value, default: value, meaning: '', min: 1, max: 100, choices: null },
  ...{ isInteger: true, origin: 'default', originText: '' },
  ...fields,
});

it('suggests stops and targets around what is in effect, inside their ranges', () => {
  const params = [row('lookback', 10), row('stop_bps', 12), row('target_bps', 80), row('x', 5)];
  expect(suggestSpace(params)).toBe('stop_bps=6..24,target_bps=40..100');
});

it('takes other numbers where there are no stops, and nothing without a range', () => {
  const free = row('units', 2, { max: null });
  expect(suggestSpace([free, row('bars', '1m'), row('lookback', 10), row('zero', 0)])).toBe(
    'lookback=5..20',
  );
  expect(suggestSpace([row('ratio', 0.3, { min: 0, max: 1, isInteger: false })])).toBe(
    'ratio=0.15..0.6',
  );
});

it('writes one line for a shell, quoting only what needs it', () => {
  const wish = { strategyId: 'scalp_ping_5s', data: 'my tape.csv', space: 'a=1..2,b=3..4' };
  expect(searchCommand(wish)).toBe(
    "npx quarterdeck search --strategy scalp_ping_5s --data 'my tape.csv' --space 'a=1..2,b=3..4' --trials 100",
  );
  expect(searchCommand({ strategyId: 'a', data: undefined, space: '' })).toBe(
    'npx quarterdeck search --strategy a --data FILE --space PARAM=MIN..MAX --trials 100',
  );
});
