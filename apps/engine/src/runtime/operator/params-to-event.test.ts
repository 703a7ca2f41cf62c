import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { asStrategyId } from '@quarterdeck/core/kernel/ids';
import { denied, parsed, type Parsed } from '@quarterdeck/core/kernel/verdict';
import type { ParamsVersion } from '@quarterdeck/core/model/control';
import type { StrategyRuntimeView } from '@quarterdeck/core/model/desk-view';
import { defineStrategy } from '@quarterdeck/core/strategies/contract';
import { BTC } from '../testing/orders.ts';
import { emptyView } from '../testing/stub-desk.ts';
import { changeParams, reloadParams, type StrategyFiles } from './params-to-event.ts';

const strategyId = asStrategyId('alpha_one');
const strategy = defineStrategy({
  id: strategyId,
  title: 'one',
  rule: 'never trades',
  params: z.strictObject({
    period: z.int().min(2).max(50).default(14),
    mode: z.enum(['fast', 'slow']).default('fast'),
  }),
  timeframesMs: [60_000],
  warmupBars: 0,
  createEntry: () => ({}),
  createExit: () => ({}),
});

type Params = Readonly<Record<string, unknown>>;

function askingOf(inFiles: Parsed<Params>): { by: string; strategies: StrategyFiles } {
  return {
    by: 'ada',
    strategies: {
      findStrategy: (id) => (id === strategyId ? strategy : undefined),
      readParams: () => inFiles,
      listCandles: () => [],
    },
  };
}

function viewOf(row: Partial<StrategyRuntimeView> = {}) {
  const control = {
    strategyId,
    entry_enabled: true,
    exit_enabled: true,
    memo: '',
    by: 'config',
    tsUpdated: 0,
    eventSeq: 0,
  };
  const whole: StrategyRuntimeView = {
    strategyId,
    symbols: [BTC],
    control,
    params: { period: 14, mode: 'fast' },
    paramsVersion: undefined,
    failure: undefined,
    lastSignal: undefined,
    lastDenial: undefined,
    ...row,
  };
  return { ...emptyView, strategies: () => [whole] };
}

const command = { commandId: 'command-1', strategyId, reason: 'calmer' };
const defaults = parsed<Params>({ period: 14, mode: 'fast' });
const byHand: ParamsVersion = {
  strategyId,
  version: 3,
  params: { period: 20, mode: 'fast' },
  source: 'console',
  reason: 'calmer',
  by: 'ada',
  ts: 1,
  eventSeq: 2,
};

describe('a change of parameters', () => {
  it('leaves those alone that it does not name', () => {
    const change = changeParams(
      { ...command, params: { period: 20 } },
      viewOf(),
      askingOf(defaults),
    );
    expect(change).toMatchObject({
      ok: true,
      value: {
        type: 'StrategyReconfigured',
        params: { period: 20, mode: 'fast' },
        source: 'console',
        by: 'ada',
      },
    });
  });

  it.each([
    [{ period: 1 }, 'PARAM_OUT_OF_RANGE', { parameter: 'period', value: '1', allowed: '2 to 50' }],
    [{ mode: 'odd' }, 'PARAM_OUT_OF_RANGE', { parameter: 'mode', allowed: 'fast, slow' }],
    [{ perid: 3 }, 'PARAM_UNKNOWN', { parameter: 'perid', allowed: 'period, mode' }],
  ])('to %j is refused with the range: %s', (params, code, numbers) => {
    const refused = changeParams({ ...command, params }, viewOf(), askingOf(defaults));
    expect(refused).toMatchObject({ ok: false, code, numbers });
  });

  it('of an unknown strategy is refused with the known ones', () => {
    const refused = changeParams(
      { ...command, strategyId: 'beta', params: { period: 3 } },
      viewOf(),
      askingOf(defaults),
    );
    expect(refused).toMatchObject({ code: 'STRATEGY_UNKNOWN', numbers: { known: 'alpha_one' } });
  });

  it.each(['claude', 'claude_rules'])('of the agent’s %s is refused with where it is set', (id) => {
    const view = viewOf({ strategyId: asStrategyId(id) });
    const change = { ...command, strategyId: id, params: { period: 3 } };
    const refusal = {
      code: 'STRATEGY_HAS_NO_PARAMS',
      numbers: { strategyId: id, setIn: 'agent of the configuration' },
    };
    expect(changeParams(change, view, askingOf(defaults))).toMatchObject(refusal);
    const reload = { ...command, strategyId: id };
    expect(reloadParams(reload, view, askingOf(defaults))).toMatchObject(refusal);
  });
});

describe('a reload of the files', () => {
  it('is refused while they say what is in effect', () => {
    expect(reloadParams(command, viewOf(), askingOf(defaults))).toMatchObject({
      code: 'PARAMS_UNCHANGED',
    });
  });

  it.each([
    ['they have changed', viewOf(), parsed<Params>({ period: 9, mode: 'fast' })],
    ['a person had set others', viewOf({ paramsVersion: byHand, params: byHand.params }), defaults],
    ['a person had set the same', viewOf({ paramsVersion: { ...byHand, params: {} } }), defaults],
    ['the strategy had failed over them', viewOf({ failure: 'x.yaml:2: wrong' }), defaults],
  ])('puts them into effect where %s', (_case, view, inFiles) => {
    const reloaded = reloadParams({ ...command, strategyId: undefined }, view, askingOf(inFiles));
    expect(reloaded).toMatchObject({
      ok: true,
      value: [{ type: 'StrategyReconfigured', source: 'files' }],
    });
  });

  it('of all strategies passes over the agent, which has none', () => {
    const alone = viewOf({ strategyId: asStrategyId('claude') }).strategies();
    const others = viewOf().strategies();
    const view = { ...viewOf(), strategies: () => [...alone, ...others] };
    const changed = parsed<Params>({ period: 9, mode: 'fast' });
    const reloaded = reloadParams({ ...command, strategyId: undefined }, view, askingOf(changed));
    expect(reloaded).toMatchObject({ ok: true, value: [{ strategyId: 'alpha_one' }] });
  });

  it('with a wrong file changes nothing and says what is wrong', () => {
    const wrong = denied('CONFIG_INVALID', { file: 'x.yaml', problems: 1, first: 'x.yaml:2' });
    expect(reloadParams(command, viewOf(), askingOf(wrong))).toEqual(wrong);
  });
});
