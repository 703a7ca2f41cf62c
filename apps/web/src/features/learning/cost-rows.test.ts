import { describe, expect, it } from 'vitest';
import { toCostRows } from './cost-rows.ts';

const DAY = 86_400_000;
const day = (at: number, cost: string, tradedNotional: string) => ({
  tsDay: at * DAY,
  decisions: 10,
  cost,
  tradedNotional,
  costBps: tradedNotional === '0' ? null : (Number(cost) / Number(tradedNotional)) * 10_000,
});

describe('the cost of deciding, by day', () => {
  it('shows a day without a decision as zero, and without a fill as unknown', () => {
    const rows = toCostRows([day(3, '2', '1000'), day(5, '1', '0')]);
    expect(rows.cost.map(({ value }) => value)).toEqual([2, 0, 1]);
    expect(rows.bps.map(({ value }) => value)).toEqual([20, null, null]);
  });

  it('takes the whole over all that was traded, not the mean of the days', () => {
    const rows = toCostRows([day(3, '2', '1000'), day(4, '1', '9000')]);
    expect([rows.total, rows.decisions]).toEqual([3, 20]);
    expect(rows.totalBps).toBeCloseTo(3, 9);
  });

  it('has no days where nothing was decided', () => {
    expect(toCostRows([])).toEqual({ cost: [], bps: [], total: 0, totalBps: null, decisions: 0 });
  });
});
