import type { ProofMeasure } from '@quarterdeck/core/contract/proof/proof-report.schema';
import { rounded } from '../../cli/bench/statistics.ts';
import type { Stage, StageContext, StageResult } from '../stage.ts';
import { auditLoad } from './audit-load.ts';
import { timeLoad, type TimedLoad } from './time-load.ts';

const SYMBOLS = { quick: [3], full: [3, 10, 50, 200], soak: [3] } as const;
/** Quotes of all symbols together: each step trades about as much, however many symbols share it. */
const AUDITED_QUOTES = { quick: 900, full: 2_400, soak: 900 } as const;
const TIMED_QUOTES = { quick: 1_800, full: 6_000, soak: 1_800 } as const;

/** Part 1 of the proof: more and more symbols, every strategy signalling, first audited and then against the clock. */
export const loadStage: Stage = {
  name: 'load',
  title: 'Every strategy signals at every chance, in 3 to 200 symbols',
  decides: [
    'load.all_signalled',
    'load.tick_spacing',
    'load.trade_rate',
    'lanes.paired',
    'lanes.not_interleaved',
    'lanes.numbered',
    'lanes.order_states',
    'exactness.symbols',
    'exactness.strategies',
    'exactness.fills',
    'exactness.venue_book',
    'exactness.sql',
    'exactness.stored',
  ],
  run: runLoad,
};

async function runLoad(context: StageContext): Promise<StageResult> {
  const counts: Record<string, number> = {};
  let pnl: string | undefined;
  const timed: TimedLoad[] = [];
  for (const symbols of SYMBOLS[context.kind]) {
    const figures = await auditLoad(context, { symbols, quotes: AUDITED_QUOTES[context.kind] });
    pnl ??= figures.pnl;
    for (const [name, count] of Object.entries(figures)) {
      if (typeof count === 'number') counts[`${name}_${symbols}_symbols`] = count;
    }
    if (context.signal.aborted) break;
    timed.push(await timeLoad(context, { symbols, quotes: TIMED_QUOTES[context.kind] }));
  }
  judgeRate(context, timed);
  return {
    counts,
    ...(pnl !== undefined && { pnl }),
    measures: [...tradeRate(timed), errorMeasure(context), ...costGrowth(timed)],
    charts: timed.length > 1 ? [costChart(timed)] : [],
  };
}

/** What the system this one replaces reached, trades a second. */
const SOURCE_RATE = 59.6;

function judgeRate({ findings }: StageContext, timed: readonly TimedLoad[]): void {
  const slowest = Math.min(...timed.map(({ tradesPerS }) => tradesPerS));
  findings.look('load.trade_rate', slowest > SOURCE_RATE, () => ({
    where: 'the slowest number of symbols',
    expected: `more than ${SOURCE_RATE} trades a second`,
    found: String(rounded(slowest)),
  }));
}

function tradeRate([first]: readonly TimedLoad[]): readonly ProofMeasure[] {
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

/** The figure that was 207.93 in the source system. */
function errorMeasure({ findings }: StageContext): ProofMeasure {
  const exact = findings.criteria(['exactness.symbols', 'exactness.fills', 'exactness.venue_book']);
  const isExact = exact.every(({ status }) => status === 'PASS');
  return {
    name: 'verify.pnl_error',
    value: isExact ? 0 : null,
    unit: 'USD',
    reach: 0,
    direction: 'at_most',
    holds: isExact,
    ...(!isExact && { reason: 'the sums differ: see the criteria of exactness' }),
    details: {
      comparisons: exact.reduce((sum, { checked }) => sum + checked, 0),
      source_system: 207.93,
    },
  };
}

function costGrowth(timed: readonly TimedLoad[]): readonly ProofMeasure[] {
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

const costChart = (timed: readonly TimedLoad[]) => ({
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
