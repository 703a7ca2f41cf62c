import { expect, it } from 'vitest';
import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import { compareFigures } from './compare-figures.ts';

interface Given {
  readonly returnPct: number;
  readonly fall: number;
  readonly sharpe: number | null;
  readonly gross?: string;
}

/** Only what a comparison reads. */
const report = ({ returnPct, fall, sharpe, gross = '100' }: Given): BacktestReport =>
  ({
    totals: { returnPct, gross, fees: '25' },
    statistics: {
      trades: 10,
      winRatePct: 50,
      profitFactor: 1,
      sharpe,
      sortino: null,
      calmar: null,
      cagrPct: null,
      maxDrawdownPct: fall,
      exposurePct: 4,
    },
  }) as unknown as BacktestReport;

const figuresOf = (...given: readonly Given[]) => {
  const figures = compareFigures(given.map(report));
  return (name: string) => figures.find((figure) => figure.name === name);
};

it('marks the highest return and the smallest fall', () => {
  const figure = figuresOf(
    { returnPct: 1, fall: 5, sharpe: null },
    { returnPct: -2, fall: 3, sharpe: 1 },
  );
  expect(figure('Return')).toEqual({ name: 'Return', texts: ['+1.00 %', '−2.00 %'], best: [0] });
  expect(figure('Largest fall')?.best).toEqual([1]);
});

it('marks none where all are equal, one is unknown or neither end is better', () => {
  const figure = figuresOf(
    { returnPct: 1, fall: 5, sharpe: null },
    { returnPct: 1, fall: 5, sharpe: 1 },
  );
  for (const name of ['Return', 'Largest fall', 'Sharpe', 'Trades', 'Exposure']) {
    expect(figure(name)?.best, name).toEqual([]);
  }
});

it('gives fees as a share of what was made before them, where something was', () => {
  const figure = figuresOf(
    { returnPct: 1, fall: 5, sharpe: 1 },
    { returnPct: 1, fall: 5, sharpe: 1, gross: '-3' },
  );
  expect(figure('Fees of gross')?.texts).toEqual(['25.0 %', '–']);
});
