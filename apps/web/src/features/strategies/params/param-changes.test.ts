import { expect, it } from 'vitest';
import type { ParamRow } from '@quarterdeck/core/contract/strategy-card.schema';
import { changesTo, describeChange, readDraft } from './param-changes.ts';

const row = (name: string, value: number): ParamRow => ({
  name,
  meaning: '',
  value,
  default: 1,
  min: 0,
  max: 100,
  choices: null,
  isInteger: false,
  origin: 'own',
  originText: 'config/strategies/x.yaml:4',
});
const rows = [row('stop_bps', 20), row('target_bps', 40), row('notional', 50)];

it('names what would change, and leaves out what was typed back to what it is', () => {
  const { changes, wrong } = readDraft(rows, { stop_bps: '25', target_bps: '40.0' });
  expect(changes).toEqual([{ name: 'stop_bps', from: 20, to: 25 }]);
  expect(changes.map(describeChange)).toEqual(['stop_bps 20 → 25']);
  expect(wrong).toEqual({});
});

it('counts no change of a text that is wrong', () => {
  expect(readDraft(rows, { notional: '101' })).toEqual({
    changes: [],
    wrong: { notional: 'outside 0 to 100' },
  });
});

it('compares a whole set with what is in effect', () => {
  expect(changesTo(rows, { stop_bps: 20, target_bps: 60, gone: 1 })).toEqual([
    { name: 'target_bps', from: 40, to: 60 },
  ]);
});
