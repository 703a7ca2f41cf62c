import { expect, it } from 'vitest';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';
import type { StrategySetup } from '@quarterdeck/core/desk-contract';
import { describeFigures } from './describe-figures.ts';
import { StrategyTally, type StrategyFigures } from './strategy-tally.ts';

const setupOf = (id: string): StrategySetup => {
  const strategy = strategyCatalogue.find((each) => each.id === id);
  return { strategy: strategy ?? expect.fail(id), params: {}, symbols: [], initial: 'on' };
};
const told = (id: string, over: Partial<StrategyFigures>): string =>
  describeFigures(setupOf(id), { ...new StrategyTally().of(id), ...over });

it('tells what a strategy did, and what was refused to it', () => {
  const figures = { asked: 500, signals: 4, exitSignals: 2, orders: 6, fills: 6, trades: 3 };
  expect(told('scalp_ping_5s', figures)).toBe(
    'asked 500 times, 4 entry and 2 exit signals, 6 orders, 6 fills, 3 round trips',
  );
  const refused = new Map([
    ['SPREAD', 2],
    ['DATA_STALE', 1],
  ]);
  expect(told('scalp_ping_5s', { ...figures, refused })).toMatch(
    /; refused: DATA_STALE 1, SPREAD 2$/,
  );
});

it('tells why one that wanted nothing wanted nothing', () => {
  expect(told('scalp_m1scalper', {})).toBe('never asked: no bar of 60 s ended on these tapes');
  expect(told('scalp_ping_5s', {})).toContain('neither quote nor trade');
  expect(told('scalp_m1scalper', { asked: 449 })).toContain('too short for the 450 bars');
  // A pair learns from both of its markets.
  expect(told('stat_arb_pair', { asked: 900 })).toContain('too short for the 480 bars');
  expect(told('stat_arb_pair', { asked: 960 })).toBe(
    'asked 960 times, and what it waits for did not come',
  );
});

it('tells what took a strategy out, whatever else it had done', () => {
  expect(told('scalp_ping_5s', { asked: 9, signals: 1, failure: 'TypeError: no model' })).toBe(
    'taken out: TypeError: no model',
  );
});
