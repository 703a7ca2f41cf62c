import { expect, it } from 'vitest';
import { asMoney, money, price, qty, signedQty } from '../kernel/decimal.ts';
import type { Position } from '../model/position.ts';
import { viewAt } from '../strategies/view.fixture.ts';
import { positionOf } from './position.fixture.ts';
import { createPositionViewSlot, updatePositionView } from './position-view.ts';

const held = (fields: Partial<Position> = {}): Position =>
  positionOf('a', {
    qty: qty('2'),
    costQuote: money('200'),
    tsOpened: 1_000,
    stopPrice: price('99'),
    ...fields,
  });
const market = (bid: number, ask: number) => ({ ...viewAt(100, 6_000), bid, ask });

it('a long gains by the bid', () => {
  const slot = createPositionViewSlot();
  updatePositionView(slot, held(), market(101, 105));
  expect(slot.view).toEqual({
    side: 'long',
    units: 2,
    entryPrice: 100,
    tsOpened: 1_000,
    ageMs: 5_000,
    gainBps: 100,
    stopPrice: 99,
    targetPrice: undefined,
  });
});

it('a short gains by the ask', () => {
  const slot = createPositionViewSlot();
  const position = held({
    qty: signedQty('-2'),
    costQuote: asMoney(-money('200')),
    targetPrice: price('90'),
  });
  updatePositionView(slot, position, market(98, 99));
  expect(slot.view).toMatchObject({
    side: 'short',
    units: 2,
    entryPrice: 100,
    gainBps: 100,
    targetPrice: 90,
  });
});

it('follows a stop that moved and a part that closed', () => {
  const slot = createPositionViewSlot();
  const position = held();
  updatePositionView(slot, position, market(100, 100));
  position.stopPrice = price('99.5');
  position.qty = qty('0.5');
  position.costQuote = money('50');
  updatePositionView(slot, position, market(100, 100));
  expect(slot.view).toMatchObject({ units: 0.5, entryPrice: 100, stopPrice: 99.5 });
});
