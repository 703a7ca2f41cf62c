import type { ProofMeasure } from '@quarterdeck/core/contract/proof/proof-report.schema';
import { asMoney, moneyToFloat } from '@quarterdeck/core/kernel/decimal';
import { rounded } from '../statistics.ts';
import type { Findings } from '../findings.ts';
import type { TimedLoad } from './time-load.ts';

/** What the system this one replaces reached, trades a second. */
export const SOURCE_RATE = 59.6;

export function tradeRate([first]: readonly TimedLoad[]): readonly ProofMeasure[] {
  if (first === undefined) return [];
  const { fills, roundTrips, elapsedMs, seats } = first;
  return [
    {
      name: 'verify.trades_per_s',
      value: rounded(first.tradesPerS),
      unit: 'trades/s',
      reach: 5_000,
      direction: 'at_least',
      holds: first.tradesPerS >= 5_000,
      details: {
        trade: 'one execution: ordered, filled, booked and stored',
        fills,
        round_trips: roundTrips,
        elapsed_ms: Math.round(elapsedMs),
        strategies: seats,
        symbols: first.symbols,
        venue: 'its book in memory: the disk of an exchange is not ours',
        source_system: SOURCE_RATE,
      },
    },
  ];
}

/** The figure that was 207.93 in the source system: the furthest that two sums were apart which should be one. */
export function errorMeasure(findings: Findings): ProofMeasure {
  const exact = findings.criteria(['exactness.symbols', 'exactness.fills', 'exactness.venue_book']);
  const error = moneyToFloat(asMoney(findings.largestError));
  return {
    name: 'verify.pnl_error',
    value: error,
    unit: 'USD',
    reach: 0,
    direction: 'at_most',
    holds: findings.largestError === 0n,
    details: {
      comparisons: exact.reduce((sum, { checked }) => sum + checked, 0),
      source_system: 207.93,
    },
  };
}

export function costGrowth(timed: readonly TimedLoad[]): readonly ProofMeasure[] {
  const [first, last] = [timed.at(0), timed.at(-1)];
  if (first === undefined || last === undefined || first === last) return [];
  const growth = last.usPerTrade / first.usPerTrade;
  return [
    {
      name: 'verify.cost_growth',
      value: rounded(growth),
      unit: `x from ${first.symbols} to ${last.symbols} symbols`,
      reach: 1.5,
      direction: 'at_most',
      holds: growth < 1.5,
      details: Object.fromEntries(
        timed.map(({ symbols, usPerTrade }) => [`us_per_trade_${symbols}`, rounded(usPerTrade)]),
      ),
    },
  ];
}

export const costChart = (timed: readonly TimedLoad[]) => ({
  name: 'cost-per-trade',
  title: 'Cost of a trade by number of symbols',
  xLabel: 'symbols',
  yLabel: 'microseconds a trade',
  scale: 'linear' as const,
  series: [
    {
      name: 'stored and exact',
      points: timed.map(({ symbols, usPerTrade }): [number, number] => [symbols, usPerTrade]),
    },
  ],
});
