import { describe, expect, it } from 'vitest';
import { qty, price, ZERO_QTY } from '../kernel/decimal.ts';
import {
  asClientOrderId,
  asIntentId,
  asPositionId,
  asStrategyId,
  asSymbolId,
} from '../kernel/ids.ts';
import type { Order } from '../model/order.ts';
import { decideInFlightStep } from './in-flight-monitor.ts';

const T0 = 1_000_000;

const stop = (changes: Partial<Order>): Order => ({
  clientOrderId: asClientOrderId('qd-test-1-0'),
  symbol: asSymbolId('BTC/USDT'),
  side: 'sell',
  type: 'stop',
  timeInForce: 'gtc',
  qty: qty('2'),
  stopPrice: price('95'),
  postOnly: false,
  reduceOnly: true,
  intentId: asIntentId('1-0'),
  strategyId: asStrategyId('stub_a'),
  purpose: 'safety',
  positionId: asPositionId('0-0'),
  entry_probability: 0.6,
  entry_units_intent: qty('2'),
  thesis: 'protective stop reached at the venue',
  tsCreated: T0,
  tsExpires: T0 + 3_000,
  state: 'accepted',
  filledQty: ZERO_QTY,
  tsUpdated: T0,
  ...changes,
});

describe('an order under way', () => {
  it('is not asked about while it rests', () => {
    expect(decideInFlightStep(stop({}), T0 + 3_600_000, undefined)).toBe('wait');
  });

  it('is a market order once its stop has begun to fill: one that does not end is asked about', () => {
    const fired = stop({ state: 'partially_filled', filledQty: qty('0.5') });
    expect(decideInFlightStep(fired, T0 + 1_999, undefined)).toBe('wait');
    expect(decideInFlightStep(fired, T0 + 2_000, undefined)).toBe('query');
    expect(decideInFlightStep(fired, T0 + 3_000, T0 + 2_000)).toBe('wait');
  });
});
