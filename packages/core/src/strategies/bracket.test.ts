import { expect, it } from 'vitest';
import { bracketAround } from './bracket.ts';
import { viewAt } from './view.fixture.ts';

const distance = { stop_bps: 10, target_bps: 20 };
const view = { ...viewAt(100, 0), bid: 99.99, ask: 100.01 };

it('a buy is measured from the ask, a sell from the bid', () => {
  const buy = bracketAround(view, 'buy', distance);
  expect(buy.stopPrice).toBeCloseTo(100.01 * 0.999, 10);
  expect(buy.targetPrice).toBeCloseTo(100.01 * 1.002, 10);
  const sell = bracketAround(view, 'sell', distance);
  expect(sell.stopPrice).toBeCloseTo(99.99 * 1.001, 10);
  expect(sell.targetPrice).toBeCloseTo(99.99 * 0.998, 10);
});
