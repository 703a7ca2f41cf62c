import { expect, it } from 'vitest';
import { chartCsv } from './chart-csv.ts';

it('writes every point with its series, and guards what a table would read otherwise', () => {
  const csv = chartCsv({
    ...{ name: 'knee', title: 'Knee', scale: 'log' },
    ...{ xLabel: 'symbols', yLabel: 'cost, µs' },
    series: [
      { name: 'p50', points: [[3, 0.25]] },
      { name: 'p99, "slow"', points: [[200, 1e-7]] },
    ],
  });
  expect(csv).toBe('series,symbols,"cost, µs"\np50,3,0.25\n"p99, ""slow""",200,1e-7\n');
});
