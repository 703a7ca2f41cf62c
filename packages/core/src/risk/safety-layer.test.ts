import { describe, expect, it } from 'vitest';
import {
  asQty,
  formatUnits,
  money,
  price,
  signedQty,
  ZERO_MONEY,
  ZERO_QTY,
} from '../kernel/decimal.ts';
import { asPositionId, asStrategyId, asSymbolId } from '../kernel/ids.ts';
import type { Position } from '../model/position.ts';
import { applySafety, openingStop, parseSafetyLimits } from './safety-layer.ts';

const limits = parseSafetyLimits({
  max_stop_bps: 400,
  trail_after_bps: 100,
  trail_distance_bps: 50,
});

function positionOf(size: string, stop: string): Position {
  return {
    positionId: asPositionId('p'),
    strategyId: asStrategyId('s'),
    symbol: asSymbolId('BTC/USDT'),
    qty: signedQty(size),
    costQuote: money(size === '1' ? '100' : '-100'),
    peakQty: asQty(100_000_000n),
    exitQty: ZERO_QTY,
    exitQuote: ZERO_MONEY,
    realised: ZERO_MONEY,
    fees: ZERO_MONEY,
    tsOpened: 0,
    entry_probability: 0.6,
    entry_units_intent: signedQty(size),
    thesis: '',
    stopPrice: price(stop),
    bestPrice: price('100'),
  };
}

const walk = (position: Position, prices: readonly string[]) =>
  prices.map((at) => applySafety(position, { price: price(at), entryPrice: price('100') }, limits));

describe('the safety layer', () => {
  it('closes a long at its stop and a short at its stop', () => {
    expect(walk(positionOf('1', '98'), ['99', '98.01', '98'])).toEqual(['hold', 'hold', 'stop']);
    expect(walk(positionOf('-1', '102'), ['101', '101.99', '102'])).toEqual([
      'hold',
      'hold',
      'stop',
    ]);
  });

  it('pulls the stop of a winning long behind the best price and never back', () => {
    const position = positionOf('1', '98');
    expect(walk(position, ['100.5', '102', '101.8', '103'])).toEqual([
      'better',
      'moved',
      'hold',
      'moved',
    ]);
    expect(formatUnits(position.stopPrice)).toBe('102.485');
    expect(walk(position, ['102.485'])).toEqual(['trailing_stop']);
  });

  it('pulls the stop of a winning short above the best price', () => {
    const position = positionOf('-1', '102');
    expect(walk(position, ['99.5', '98', '97'])).toEqual(['better', 'moved', 'moved']);
    expect(formatUnits(position.stopPrice)).toBe('97.485');
    expect(walk(position, ['97.5'])).toEqual(['trailing_stop']);
  });

  it.each([
    [true, '99', '99'],
    [true, '90', '96'],
    [true, undefined, '96'],
    [false, '101', '101'],
    [false, '120', '104'],
  ] as const)('long %s, wanted %s: the opening stop is %s', (isLong, wanted, stop) => {
    const entry = { price: price('100'), isLong, ...(wanted ? { wanted: price(wanted) } : {}) };
    expect(formatUnits(openingStop(entry, limits))).toBe(stop);
  });
});
