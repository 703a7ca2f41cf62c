import { expect, it } from 'vitest';
import { money, type Money } from '@quarterdeck/core/kernel/decimal';
import { asStrategyId } from '@quarterdeck/core/kernel/ids';
import { LiveResults } from './live-results.ts';

const one = asStrategyId('one');

it('sums what each strategy has earned to the last digit, each trade once', () => {
  const stored: Money[] = [money('3'), money('-1.0000000000000001'), money('0')];
  const results = new LiveResults({
    resultsAfter: (cursor) => ({
      cursor: stored.length,
      results: stored.slice(cursor).map((net) => ({ strategyId: one, net })),
    }),
  });
  results.refresh();
  results.refresh();
  expect(results.of('one')).toEqual({
    trades: 3,
    net: '1.9999999999999999',
    winRatePct: (1 / 3) * 100,
    profitFactor: 3,
    expectancy: '0.6666666666666666',
  });
  stored.push(money('1'));
  results.refresh();
  expect(results.of('one')).toMatchObject({ trades: 4, net: '2.9999999999999999', winRatePct: 50 });
});

it('has no rate and no mean of nothing', () => {
  const results = new LiveResults({ resultsAfter: () => ({ cursor: 0, results: [] }) });
  results.refresh();
  const nothing = { trades: 0, net: '0', winRatePct: null, profitFactor: null, expectancy: null };
  expect(results.of('two')).toEqual(nothing);
});
