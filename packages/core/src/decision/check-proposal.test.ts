import { describe, expect, it } from 'vitest';
import type { EntryProposal, ExitProposal } from '../strategies/contract.ts';
import { viewAt } from '../strategies/view.fixture.ts';
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
const { targetPrice: _none, ...withoutTarget } = buy;

describe('an entry', () => {
  it.each([
    ['to buy', buy],
    ['to sell', sell],
    ['without a target', withoutTarget],
    ['of no chance', { ...buy, entry_probability: 0 }],
    ['of certainty', { ...buy, entry_probability: 1 }],
  ])('%s passes', (_case, proposal) => {
    expect(checkEntryProposal(proposal, view)).toEqual({ ok: true });
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
    expect(checkEntryProposal(proposal, view)).toEqual({
      ok: false,
      code: 'INTENT_MALFORMED',
      numbers: { field, value },
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
