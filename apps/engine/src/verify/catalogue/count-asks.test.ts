import { expect, it } from 'vitest';
import { z } from 'zod';
import type { StrategySetup } from '@quarterdeck/core/desk-contract';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import {
  defineStrategy,
  type EntryBrain,
  type EntryProposal,
} from '@quarterdeck/core/strategies/contract';
import { countAsks } from './count-asks.ts';

const symbol = asSymbolId('BTC/USDT');
const wish: EntryProposal = {
  ...{ side: 'buy', entry_units_intent: 1, stopPrice: 1, entry_probability: 0.5 },
  ...{ thesis: 'a wish', expiresInMs: 1 },
};

function brainOf(entry: EntryBrain, note: (strategyId: string) => void): EntryBrain {
  const strategy = defineStrategy({
    ...{ id: 'asked', title: '', rule: '', params: z.object({}), timeframesMs: [] },
    ...{ warmupBars: 0, createEntry: () => entry, createExit: () => ({}) },
  });
  const setup: StrategySetup = { strategy, params: {}, symbols: [symbol], initial: 'on' };
  const seating = { symbol, symbols: [symbol], viewOf: () => undefined, holds: () => false };
  return countAsks(setup, note).strategy.createEntry({}, seating);
}

it('passes on what is asked and answered, and counts it', () => {
  const asked: unknown[] = [];
  const noted: string[] = [];
  const entry: EntryBrain = {
    onBar: (...handed) => {
      asked.push(...handed);
      return wish;
    },
  };
  const [view, bar] = [{}, {}] as Parameters<NonNullable<EntryBrain['onBar']>>;
  const brain = brainOf(entry, (id) => noted.push(id));
  expect(brain.onBar?.(view, bar)).toBe(wish);
  expect(asked).toEqual([view, bar]);
  expect(noted).toEqual(['asked']);
});

it('gives a brain no handler that it has not got: the desk asks those who have one', () => {
  const brain = brainOf({ onQuote: () => undefined }, () => undefined);
  expect(Object.keys(brain)).toEqual(['onQuote']);
});

it('lets a brain that throws throw', () => {
  const entry: EntryBrain = {
    onQuote: () => {
      throw new Error('broken');
    },
  };
  const [view] = [{}] as Parameters<NonNullable<EntryBrain['onQuote']>>;
  expect(() => brainOf(entry, () => undefined).onQuote?.(view)).toThrow('broken');
});
