import { describe, expect, it } from 'vitest';
import { keyOfLevels, liveLevels } from './live-levels.ts';

const row = {
  positionId: 'p1',
  strategyId: 'scalp_ping_5s',
  symbol: 'BTC/USDT',
  side: 'long',
  qty: '0.01',
  entryPrice: '62000.5',
  markPrice: '62010',
  stopPrice: '61900',
  targetPrice: null,
  open: '0.1',
  gainBps: 1,
  tsOpened: 1,
  isClosing: false,
  entry_probability: 0.5,
  entry_units_intent: '0.01',
  thesis: 'up',
} as const;
const ALL = { symbol: 'BTC/USDT', strategyId: '' };

describe('levels on a chart', () => {
  it('are entry and stop of what is open now, and its target where it has one', () => {
    const levels = liveLevels([row, { ...row, positionId: 'p2', targetPrice: '62500' }], ALL);
    expect(levels.map(({ positionId, kind, price }) => [positionId, kind, price])).toEqual([
      ['p1', 'entry', 62000.5],
      ['p1', 'stop', 61900],
      ['p2', 'entry', 62000.5],
      ['p2', 'stop', 61900],
      ['p2', 'target', 62500],
    ]);
  });

  it('are gone with their position, before the next bars have come', () => {
    expect(liveLevels([], ALL)).toEqual([]);
  });

  it('are those of the market and of the strategy looked at', () => {
    const others = [
      { ...row, symbol: 'ETH/USDT' },
      { ...row, strategyId: 'session_open' },
    ];
    expect(liveLevels(others, { ...ALL, strategyId: 'scalp_ping_5s' })).toEqual([]);
  });

  it('are drawn anew when a stop has moved, and not for a new price', () => {
    const before = keyOfLevels(liveLevels([row], ALL));
    expect(keyOfLevels(liveLevels([{ ...row, markPrice: '62011' }], ALL))).toBe(before);
    expect(keyOfLevels(liveLevels([{ ...row, stopPrice: '61950' }], ALL))).not.toBe(before);
  });
});
