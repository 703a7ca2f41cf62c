import { describe, expect, it } from 'vitest';
import type { EntryProposal, ExitProposal } from '../strategies/contract.ts';
import { asSymbolId } from '../kernel/ids.ts';
import { seatingAt, viewAt } from '../strategies/view.fixture.ts';
import { checkEntryProposal, checkExitProposal } from './check-proposal.ts';

const view = { ...viewAt(100, 0), bid: 99.9, ask: 100.1 };
const buy: EntryProposal = {
  side: 'buy',
  entry_probability: 0.55,
  entry_units_intent: 2,
  thesis: 'because',
  stopPrice: 99,
  targetPrice: 102,
  expiresInMs: 1_000,
};
const sell: EntryProposal = {
  ...buy,
  side: 'sell',
  entry_units_intent: -2,
  stopPrice: 101,
  targetPrice: 98,
};
const alone = seatingAt();
const gold = asSymbolId('XAU/USD');
const pair = seatingAt({ viewOf: (symbol) => (symbol === gold ? viewAt(2_000, 0) : undefined) });
const { targetPrice: _none, ...withoutTarget } = buy;

describe('an entry', () => {
  it.each([
    ['to buy', buy],
    ['to sell', sell],
    ['without a target', withoutTarget],
    ['of no chance', { ...buy, entry_probability: 0 }],
    ['of certainty', { ...buy, entry_probability: 1 }],
  ])('%s passes', (_case, proposal) => {
    expect(checkEntryProposal(proposal, view, alone)).toEqual({ ok: true });
  });

  it.each([
    ['entry_probability', { ...buy, entry_probability: 1.01 }, '1.01'],
    ['entry_probability', { ...buy, entry_probability: -0.1 }, '-0.1'],
    ['entry_probability', { ...buy, entry_probability: Number.NaN }, 'NaN'],
    ['entry_units_intent', { ...buy, entry_units_intent: 0 }, '0'],
    ['entry_units_intent', { ...buy, entry_units_intent: -2 }, '-2'],
    ['entry_units_intent', { ...sell, entry_units_intent: 2 }, '2'],
    ['entry_units_intent', { ...buy, entry_units_intent: Number.POSITIVE_INFINITY }, 'Infinity'],
    ['stopPrice', { ...buy, stopPrice: 99.9 }, '99.9'],
    ['stopPrice', { ...sell, stopPrice: 100.1 }, '100.1'],
    ['stopPrice', { ...buy, stopPrice: Number.NaN }, 'NaN'],
    ['stopPrice', { ...buy, stopPrice: -1 }, '-1'],
    ['targetPrice', { ...buy, targetPrice: 100.1 }, '100.1'],
    ['targetPrice', { ...sell, targetPrice: 99.9 }, '99.9'],
    ['targetPrice', { ...buy, targetPrice: Number.POSITIVE_INFINITY }, 'Infinity'],
    ['expiresInMs', { ...buy, expiresInMs: 0 }, '0'],
    ['thesis', { ...buy, thesis: ' ' }, ''],
  ])('with a bad %s is refused with the figure', (field, proposal, value) => {
    expect(checkEntryProposal(proposal, view, alone)).toEqual({
      ok: false,
      code: 'INTENT_MALFORMED',
      numbers: { field, value },
    });
  });
});

describe('a pair', () => {
  const leg = {
    symbol: gold,
    side: 'sell',
    entry_units_intent: -1,
    stopPrice: 2_100,
  } as const;

  it('passes when each leg stands right in its own market', () => {
    expect(checkEntryProposal({ ...buy, legs: [leg] }, view, pair)).toEqual({ ok: true });
  });

  it.each([
    ['a stop behind its market', { ...leg, stopPrice: 1_900 }, 'stopPrice'],
    ['a size of the wrong sign', { ...leg, entry_units_intent: 1 }, 'entry_units_intent'],
    ['a symbol the strategy does not trade', { ...leg, symbol: asSymbolId('ETH/USDT') }, 'legs'],
    ['the symbol of the first leg', { ...leg, symbol: pair.symbol }, 'legs'],
  ])('whose second leg has %s is refused', (_case, second, field) => {
    expect(checkEntryProposal({ ...buy, legs: [second] }, view, pair)).toMatchObject({
      code: 'INTENT_MALFORMED',
      numbers: { field },
    });
  });
});

describe('an exit', () => {
  it.each([1, 0.5, 1e-9])('of share %d passes', (fraction) => {
    expect(checkExitProposal({ fraction, thesis: 'done' }).ok).toBe(true);
  });

  it.each<[string, ExitProposal]>([
    ['fraction', { fraction: 0, thesis: 'done' }],
    ['fraction', { fraction: 1.5, thesis: 'done' }],
    ['fraction', { fraction: -1, thesis: 'done' }],
    ['fraction', { fraction: Number.NaN, thesis: 'done' }],
    ['thesis', { fraction: 1, thesis: '' }],
  ])('with a bad %s is refused', (field, proposal) => {
    expect(checkExitProposal(proposal)).toMatchObject({
      code: 'INTENT_MALFORMED',
      numbers: { field },
    });
  });
});
