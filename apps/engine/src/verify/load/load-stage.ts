import { rounded } from '../statistics.ts';
import type { Stage, StageContext, StageResult } from '../stage.ts';
import { auditLoad } from './audit-load.ts';
import { costChart, costGrowth, errorMeasure, SOURCE_RATE, tradeRate } from './load-measures.ts';
import { timeLoad, type TimedLoad } from './time-load.ts';

const SYMBOLS = { quick: [3], full: [3, 10, 50, 200], soak: [3] } as const;
/** Quotes of all symbols together: each step trades about as much, however many symbols share it. */
const AUDITED_QUOTES = { quick: 450, full: 1_800, soak: 450 } as const;
const TIMED_QUOTES = { quick: 1_200, full: 3_000, soak: 1_200 } as const;

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
    'parity.replay',
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
    measures: [...tradeRate(timed), errorMeasure(context.findings), ...costGrowth(timed)],
    charts: timed.length > 1 ? [costChart(timed)] : [],
  };
}

function judgeRate({ findings }: StageContext, timed: readonly TimedLoad[]): void {
  const slowest = Math.min(...timed.map(({ tradesPerS }) => tradesPerS));
  findings.look('load.trade_rate', slowest > SOURCE_RATE, () => ({
    where: 'the slowest number of symbols',
    expected: `more than ${SOURCE_RATE} trades a second`,
    found: String(rounded(slowest)),
  }));
}
