import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { backtestRequestSchema } from '@quarterdeck/core/contract/backtest.schema';
import type { BarColumns } from '@quarterdeck/core/model/columns';
import type { BacktestOutcome } from '@quarterdeck/core/simulation/backtest/outcome';
import { runBacktest } from '@quarterdeck/core/simulation/backtest/run-backtest';
import { z } from 'zod';
import { prepareRun, type PreparedRun } from '../../../backtest/prepare-run.ts';
import { RUN_FLAGS } from '../../../backtest/run-process.ts';
import { projectRoot } from '../../../runtime/start/project-paths.ts';
import { generateBars } from '../generated-bars.ts';
import { notMeasured, type BenchContext, type Figure, type Measure } from '../measure.ts';
import { measureRate } from '../repeat.ts';
import { SMA_SYMBOL, smaCrossRun } from '../sma-cross-run.ts';
import { rounded } from '../../../verify/statistics.ts';

const BARS = 1_000_000;
const TICK_UNITS = 1_000_000n;
const RECORDED = path.join(projectRoot, '../shared/data');

const generated = (count: number): Iterable<BarColumns> =>
  generateBars({ symbol: SMA_SYMBOL, count, seed: 1, stepUnits: Number(TICK_UNITS) });

function runSmaCross({ ports, isQuick }: BenchContext): Figure {
  const blocks = [...generated(BARS)];
  let last: BacktestOutcome | undefined;
  const figure = measureRate({
    clock: ports.clock,
    times: isQuick ? 3 : 9,
    work: () => {
      last = runBacktest(smaCrossRun(blocks, TICK_UNITS));
      return last.counts.bars;
    },
  });
  const { orders = 0, fills = 0 } = last?.counts ?? {};
  return { ...figure, details: { ...figure.details, bars: BARS, orders, fills } };
}

/** A whole run, from the columns on: the CSV has been read once before. */
async function measureRecorded(
  { ports, isQuick, workspace }: BenchContext,
  asked: { readonly strategies: readonly string[]; readonly files: readonly string[] },
  countOf: (outcome: BacktestOutcome) => number,
): Promise<Figure> {
  const data = asked.files.map((file) => path.join(RECORDED, file));
  if (!data.every((file) => existsSync(file)))
    return notMeasured(`no recorded data in ${RECORDED}`);
  const request = backtestRequestSchema.parse({ strategies: asked.strategies, data });
  const { configFile } = ports;
  const run: PreparedRun = await prepareRun(request, { home: workspace.makeFolder(), configFile });
  let last: BacktestOutcome | undefined;
  const figure = measureRate({
    clock: ports.clock,
    times: isQuick ? 2 : 5,
    work: () => {
      last = runBacktest(run.open());
      return countOf(last);
    },
  });
  const strategies = run.desk.strategies.length;
  return { ...figure, details: { ...figure.details, strategies, counts: last?.counts } };
}

const BTC_ETH = [
  'candles/binance_BTCUSDT_1m_20240726_20240825.csv.gz',
  'candles/binance_ETHUSDT_1m_20240726_20240825.csv.gz',
];
const EURUSD = ['quotes/oanda_EURUSD_quotes_20140504T2100_20140509T2059.csv.gz'];

const MEMORY_WORKER = fileURLToPath(new URL('../run-memory.worker.ts', import.meta.url));
const memorySchema = z.object({ peakMb: z.number(), trades: z.number() });

/** A process of its own, as every run of the console has one, with the same flags. */
function runAlone({ workspace }: BenchContext, bars: number) {
  const child = workspace.own(fork(MEMORY_WORKER, { execArgv: [...RUN_FLAGS] }));
  return new Promise<z.output<typeof memorySchema>>((resolve, reject) => {
    child.once('message', (message) => resolve(memorySchema.parse(message)));
    child.once('error', reject);
    child.once('exit', () => reject(new Error('the run ended before it answered')));
    child.send(bars);
  });
}

/** Whether three times the bars need more: what a run keeps are its closed trades and its curve, not its bars. */
async function runRss(context: BenchContext): Promise<Figure> {
  const bars = context.isQuick ? 100_000 : BARS;
  const once = await runAlone(context, bars);
  const thrice = await runAlone(context, 3 * bars);
  return {
    value: rounded(once.peakMb),
    details: {
      bars,
      trades: once.trades,
      threefoldMb: rounded(thrice.peakMb),
      threefoldTrades: thrice.trades,
    },
  };
}

export const backtestSpeed: readonly Measure[] = [
  {
    name: 'backtest.sma_cross_bars_per_s',
    unit: 'bars/s',
    goal: { reach: 5_000_000, direction: 'at_least' },
    run: runSmaCross,
  },
  {
    name: 'backtest.catalogue_bars_per_s',
    unit: 'bars/s',
    goal: { reach: 300_000, direction: 'at_least' },
    run: (context) =>
      measureRecorded(
        context,
        { strategies: ['all'], files: BTC_ETH },
        ({ counts }) => counts.bars,
      ),
  },
  {
    name: 'backtest.quotes_per_s',
    unit: 'quotes/s',
    goal: { reach: 1_000_000, direction: 'at_least' },
    run: (context) =>
      measureRecorded(
        context,
        { strategies: ['scalp_ping_5s'], files: EURUSD },
        ({ counts }) => counts.quotes,
      ),
  },
  {
    name: 'backtest.rss_mb',
    unit: 'MB',
    goal: { reach: 200, direction: 'at_most' },
    run: runRss,
  },
];
