import type { Command } from 'commander';
import type { CliPorts } from '../../cli-ports.ts';
import { jsonOption, wholeNumber } from '../../options.ts';
import type { SeedOutcome, SeedSpan } from '../../../history/seed-history.ts';
import type { Series } from '../../../history/series.ts';
import { ExitCodeError } from '../../exit-code-error.ts';
import { EXIT_REFUSED } from '../../exit-code.ts';
import { createProgressBar } from '../../progress-bar.ts';
import { UsageError } from '../../usage-error.ts';
import {
  describeAppended,
  exchangeOf,
  loadHistory,
  seriesOf,
  type History,
  type JsonFlag,
} from './history-rooms.ts';
import { timeOption } from './history-spans.ts';

interface DownloadFlags extends JsonFlag {
  readonly from?: number;
  readonly to?: number;
  readonly count?: number;
}

const MOST_CANDLES = 10_000_000;
const DEFAULT_COUNT = 1_000;

export function addDownload(history: Command, ports: CliPorts): void {
  history
    .command('download')
    .description('get candles from an exchange’s public data: what is stored is not fetched again')
    .argument('<series...>', 'for example binance:BTC/USDT:1m')
    .option('--from <time>', 'first candle, RFC 3339', timeOption)
    .option('--to <time>', 'end, RFC 3339 (now)', timeOption)
    .option('--count <candles>', `the newest (${DEFAULT_COUNT})`, wholeNumber(1, MOST_CANDLES))
    .addOption(jsonOption())
    .action(async (names: string[], flags: DownloadFlags) => {
      const rooms = await loadHistory();
      const span = spanOf(flags);
      const all = names.map((name) => seriesOf(rooms, name));
      const rows = [];
      for (const series of all) rows.push(await download(rooms, { ports, series, span }));
      report(rows, flags, ports);
    });
}

function spanOf({ from, to, count }: DownloadFlags): SeedSpan {
  if (from === undefined) {
    if (to !== undefined) throw new UsageError('--to needs --from');
    return { count: count ?? DEFAULT_COUNT };
  }
  if (count !== undefined) throw new UsageError('say either --count or --from, not both');
  if (to !== undefined && to <= from) throw new UsageError('--to must lie behind --from');
  return { from, to };
}

interface DownloadTask {
  readonly ports: CliPorts;
  readonly series: Series;
  readonly span: SeedSpan;
}

async function download(rooms: History, { ports, series, span }: DownloadTask) {
  const store = new rooms.HistoryStore(ports.home);
  const name = rooms.formatSeries(series);
  const bar = createProgressBar();
  const source = await exchangeOf(series.venue, ports);
  try {
    const onProgress = (done: number, total: number) => bar.show(name, done, total);
    const options = { store, series, source, now: ports.clock.now(), onProgress };
    return { name, ...(await rooms.seedHistory(span, options)) };
  } finally {
    bar.clear();
  }
}

function report(
  rows: readonly (SeedOutcome & { readonly name: string })[],
  { json }: JsonFlag,
  ports: CliPorts,
): void {
  if (json === true)
    ports.print(JSON.stringify(rows.map(({ name, ...row }) => ({ series: name, ...row }))));
  else for (const row of rows) ports.print(`${row.name}  ${describeAppended(row)}`);
  const short = rows.find(({ isEnough }) => !isEnough);
  if (short === undefined) return;
  ports.complain(`quarterdeck: ${short.name} holds ${short.rows} candles, 20 are needed`);
  throw new ExitCodeError(EXIT_REFUSED);
}
