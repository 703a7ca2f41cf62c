import { expect, it } from 'vitest';
import { asMoney, money } from '@quarterdeck/core/kernel/decimal';
import type { EntryLeg, EntryProposal } from '@quarterdeck/core/strategies/contract';
import { armedStrategy } from '../../support/armed-strategy.ts';
import { DeskHarness } from '../../support/desk-harness.ts';
import { BTC, deskOptions, proposal, YEN } from '../../support/desk-world.ts';

const leg: EntryLeg = { symbol: YEN, side: 'sell', entry_units_intent: -20, stopPrice: 160 };
const pair: EntryProposal = proposal({ legs: [leg] });

function deskOf(risk: Partial<ReturnType<typeof deskOptions>['risk']> = {}) {
  const { wish, setup } = armedStrategy();
  const desk = new DeskHarness({
    strategies: [setup],
    risk: { ...deskOptions().risk, ...risk },
  });
  desk.settle();
  const ask = (next: EntryProposal): void => {
    wish.next = next;
    desk.settle();
    desk.pass(500);
  };
  return { desk, ask };
}

const heldAtVenue = ({ venue, ts }: DeskHarness) =>
  Object.fromEntries(venue.snapshot(ts).positions.map(({ symbol, qty }) => [symbol, qty > 0n]));

it('both legs of a pair are bought and sold at the venue, under one strategy', () => {
  const { desk, ask } = deskOf();
  ask(pair);
  expect(desk.sent.map(({ symbol, side }) => [symbol, side])).toEqual([
    [BTC, 'buy'],
    [YEN, 'sell'],
  ]);
  expect(heldAtVenue(desk)).toEqual({ [BTC]: true, [YEN]: false });
});

it('a pair one leg of which is refused sends none, and says so of both', () => {
  const { desk, ask } = deskOf();
  ask({ ...pair, legs: [{ ...leg, entry_units_intent: -20_000_000 }] });
  expect(desk.sent).toEqual([]);
  expect(desk.of('RecordDenial').map(({ denial }) => [denial.symbol, denial.code])).toEqual([
    [YEN, 'ORDER_NOTIONAL_EXCEEDS_LIMIT'],
    [BTC, 'PAIR_LEG_REFUSED'],
  ]);
});

it('the second leg is measured as if the first had left already', () => {
  const one = deskOf();
  one.ask(proposal());
  const [sent] = one.desk.sent;
  const cost = asMoney((sent?.price ?? 0n) * (sent?.qty ?? 0n));
  expect(cost).toBeGreaterThan(money('19'));
  const { desk, ask } = deskOf({ max_open_orders: 1 });
  ask(pair);
  expect(desk.sent).toEqual([]);
  expect(desk.of('RecordDenial').map(({ denial }) => denial.symbol)).toEqual([YEN, BTC]);
});

it('a pair is not asked for again while one of its legs is held', () => {
  const { desk, ask } = deskOf();
  ask(pair);
  const sent = desk.sent.length;
  ask(pair);
  expect(desk.sent).toHaveLength(sent);
});
