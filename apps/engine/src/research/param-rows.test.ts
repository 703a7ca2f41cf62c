import { describe, expect, it } from 'vitest';
import { asStrategyId } from '@quarterdeck/core/kernel/ids';
import type { ParamsVersion } from '@quarterdeck/core/model/control';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';
import { listParamRows, type ParamSources } from './param-rows.ts';

const strategy = strategyCatalogue.find(({ id }) => id === 'scalp_macd_rsi_div');
const defaults = strategy?.params.parse({}) ?? {};

const version: ParamsVersion = {
  strategyId: asStrategyId('scalp_macd_rsi_div'),
  version: 3,
  params: {},
  source: 'console',
  reason: 'calmer',
  by: 'anna',
  ts: Date.UTC(2024, 7, 1, 9, 30),
  eventSeq: 12,
};
const files: ParamSources['files'] = {
  params: { ...defaults, stop_bps: 21 },
  origins: { stop_bps: { origin: 'own', file: 'config/strategies/x.yaml', line: 4 } },
};

function rowsOf(sources: Partial<ParamSources>) {
  if (strategy === undefined) throw new Error('the strategy is gone');
  const all = { params: { ...defaults, stop_bps: 21 }, version: undefined, files, ...sources };
  return new Map(listParamRows(strategy, all).map((row) => [row.name, row]));
}

it('tells of each parameter its meaning, range, default and value', () => {
  const rows = rowsOf({});
  expect([...rows.keys()]).toEqual(Object.keys(defaults));
  expect(rows.get('macd_fast')).toMatchObject({ isInteger: true, choices: null });
  expect(rows.get('stop_bps')).toMatchObject({ value: 21, default: defaults['stop_bps'] });
  expect(rows.get('stop_bps')?.max).toBeGreaterThan(rows.get('stop_bps')?.min ?? Infinity);
  expect(rows.get('bars')?.choices?.length).toBeGreaterThan(1);
});

describe('the origin of a value', () => {
  const originOf = (name: string, sources: Partial<ParamSources>) => {
    const row = rowsOf(sources).get(name);
    return [row?.origin, row?.originText];
  };
  const changed = { ...defaults, stop_bps: 30 };

  it.each<[string, Partial<ParamSources>, readonly [string, string]]>([
    ['is the file and its line', {}, ['own', 'config/strategies/x.yaml:4']],
    [
      'is the person who set it',
      { params: changed, version },
      ['console', 'anna, 2024-08-01T09:30Z, version 3'],
    ],
    [
      'is the person who accepted it',
      { params: changed, version: { ...version, source: 'proposal' } },
      ['console', 'anna accepted a proposal, 2024-08-01T09:30Z, version 3'],
    ],
    [
      'is the file again after a reload',
      { version: { ...version, source: 'files' } },
      ['own', 'config/strategies/x.yaml:4'],
    ],
    [
      'is the file where a person changed another one',
      { params: { ...defaults, stop_bps: 21, target_bps: 40 }, version },
      ['own', 'config/strategies/x.yaml:4'],
    ],
    ['is unknown without the files', { files: undefined }, ['default', 'default']],
  ])('%s', (_case, sources, origin) => {
    expect(originOf('stop_bps', sources)).toEqual(origin);
  });

  it('is the default where nobody says anything', () => {
    expect(originOf('macd_fast', {})).toEqual(['default', 'default']);
  });
});
