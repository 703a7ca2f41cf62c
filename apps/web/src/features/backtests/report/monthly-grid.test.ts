import { expect, it } from 'vitest';
import { toMonthlyGrid } from './monthly-grid.ts';

const month = (name: string, returnPct: number) => ({
  name,
  returnPct,
  trades: 1,
  winRatePct: null,
  net: '0',
  fees: '0',
});

it('puts every month in its place and leaves the others empty', () => {
  const [first, second] = toMonthlyGrid([month('2024-12', 10), month('2025-01', -5)]);
  expect(first?.year).toBe('2024');
  expect(first?.cells.map((cell) => cell.month?.returnPct)).toEqual([
    ...Array.from({ length: 11 }, () => undefined),
    10,
  ]);
  expect(second?.cells[0]).toMatchObject({ strength: 0.5 });
});

it('compounds the months of a year', () => {
  expect(toMonthlyGrid([month('2024-01', 10), month('2024-02', -10)])[0]?.returnPct).toBeCloseTo(
    -1,
    9,
  );
});

it('has no rows without months, and no strength where nothing moved', () => {
  expect(toMonthlyGrid([])).toEqual([]);
  expect(toMonthlyGrid([month('2024-01', 0)])[0]?.cells[0]?.strength).toBe(0);
});
