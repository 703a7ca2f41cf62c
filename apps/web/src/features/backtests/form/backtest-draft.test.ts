import { expect, it } from 'vitest';
import { backtestRequestSchema } from '@quarterdeck/core/contract/backtest.schema';
import type { ParamRow } from '@quarterdeck/core/contract/strategy-card.schema';
import { FIRST_DRAFT, readDraft, type BacktestDraft } from './backtest-draft.ts';

const row: ParamRow = {
  name: 'stop_bps',
  meaning: '',
  value: 20,
  default: 20,
  min: 1,
  max: 400,
  choices: null,
  isInteger: false,
  origin: 'default',
  originText: '',
};
const known = new Map([['session_open', [row]]]);
const full: BacktestDraft = {
  ...FIRST_DRAFT,
  strategies: ['session_open'],
  data: ['binance:BTC/USDT:1m'],
};

it('asks for at least a strategy and data', () => {
  expect(Object.keys(readDraft(FIRST_DRAFT, known).wrong)).toEqual(['strategies', 'data']);
  expect(readDraft(full, known).wrong).toEqual({});
});

it('makes a request the contract accepts, with the defaults the contract has', () => {
  const { request } = readDraft(full, known);
  const bare = { strategies: full.strategies, data: full.data };
  expect(request).toEqual(backtestRequestSchema.parse(bare));
});

it('asks for the funding that was chosen', () => {
  const funding = ['XRP/USDT=/tapes/x_XRPUSDT_funding8h.csv'];
  expect(readDraft({ ...full, funding }, known).request.funding).toEqual(funding);
});

it('takes the last day whole', () => {
  const { request } = readDraft({ ...full, from: '2024-08-01', to: '2024-08-01' }, known);
  expect([request.from, request.to]).toEqual([
    Date.parse('2024-08-01T00:00:00Z'),
    Date.parse('2024-08-02T00:00:00Z'),
  ]);
  const turned = readDraft({ ...full, from: '2024-08-02', to: '2024-08-01' }, known);
  expect(turned.wrong).toEqual({ to: 'ends before it begins' });
});

it('names each figure that is out of range', () => {
  const draft = {
    ...full,
    seed: '1.5',
    balance: '-1',
    costs: { ...full.costs, taker_fee_bps: '101', latency_ms: '', latency_jitter_ms: '0.5' },
  };
  expect(Object.keys(readDraft(draft, known).wrong)).toEqual([
    'balance',
    'seed',
    'taker_fee_bps',
    'latency_ms',
    'latency_jitter_ms',
  ]);
});

it('reads overrides by the parameter they change', () => {
  const override = (text: string) => ({ strategyId: 'session_open', name: 'stop_bps', text });
  expect(readDraft({ ...full, overrides: [override('25')] }, known).request.params).toEqual({
    session_open: { stop_bps: 25 },
  });
  expect(readDraft({ ...full, overrides: [override('0')] }, known).wrong).toEqual({
    'override-0': 'outside 1 to 400',
  });
});
