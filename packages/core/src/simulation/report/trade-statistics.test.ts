import { describe, expect, it } from 'vitest';
import { T0, makeTrade } from './testing/outcome-fixture.ts';
import { tradeStatistics } from './trade-statistics.ts';

const held = (net: string, seconds: number) => makeTrade({ net, tsClosed: T0 + seconds * 1_000 });

describe('trade statistics', () => {
  it('agree with a table worked out by hand', () => {
    // Winners 3 + 1.5 = 4.5, losers -2 - 0.25 = -2.25, one of zero; sum 2.25 over 5 trades.
    const trades = [
      held('3', 10),
      held('-2', 40),
      held('1.5', 20),
      held('0', 5),
      held('-0.25', 30),
    ];
    expect(tradeStatistics(trades)).toEqual({
      trades: 5,
      wins: 2,
      losses: 2,
      winRatePct: 40,
      profitFactor: 2,
      expectancy: '0.45',
      averageWin: '2.25',
      averageLoss: '-1.125',
      medianHoldMs: 20_000,
    });
  });

  it('take the mean of the two holds in the middle', () => {
    expect(tradeStatistics([held('1', 4), held('1', 1), held('1', 2), held('1', 9)])).toMatchObject(
      {
        medianHoldMs: 3_000,
      },
    );
  });

  it('round a mean half to even at the sixteenth decimal', () => {
    const trades = ['0.0000000000000001', '0.0000000000000002'].map((net) => makeTrade({ net }));
    expect(tradeStatistics(trades).expectancy).toBe('0.0000000000000002');
    expect(tradeStatistics([...trades, makeTrade({ net: '0' })]).expectancy).toBe(
      '0.0000000000000001',
    );
  });

  it('have no value where there is nothing to divide by', () => {
    expect(tradeStatistics([])).toEqual({
      trades: 0,
      wins: 0,
      losses: 0,
      winRatePct: null,
      profitFactor: null,
      expectancy: null,
      averageWin: null,
      averageLoss: null,
      medianHoldMs: null,
    });
    expect(tradeStatistics([held('1', 1)])).toMatchObject({
      profitFactor: null,
      averageLoss: null,
    });
    expect(tradeStatistics([held('-1', 1)])).toMatchObject({ profitFactor: 0, averageWin: null });
  });
});
