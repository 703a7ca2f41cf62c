import type { Command } from 'commander';
import type { CliPorts } from '../../cli-ports.ts';
import { jsonOption } from '../../options.ts';
import type { Gap } from '../../../history/find-gaps.ts';
import type { Series } from '../../../history/series.ts';
import { createProgressBar } from '../../progress-bar.ts';
import { UsageError } from '../../usage-error.ts';
import { exchangeOf, loadHistory, storedOf, type History, type JsonFlag } from './history-rooms.ts';
import { formatTs } from './history-spans.ts';

interface GapFlags extends JsonFlag {
  readonly fillFrom?: string;
  readonly fill?: boolean;
}

const MOST_LISTED = 20;

export function addGaps(history: Command, ports: CliPorts): void {
  history
    .command('gaps')
    .description('holes inside opening hours; the weekend of FX is none')
    .argument('[series]', 'for example binance:BTC/USDT:1m; left out: all')
    .option('--fill', 'ask the exchange for what is missing')
    .option('--fill-from <file>', 'take what is missing from a CSV file')
    .addOption(jsonOption())
    .action(async (name: string | undefined, flags: GapFlags) => {
      const rooms = await loadHistory();
      const store = new rooms.HistoryStore(ports.home);
      const all = name === undefined ? store.list() : [storedOf(rooms, name, ports)];
      const isFilling = flags.fill === true || flags.fillFrom !== undefined;
      if (isFilling && name === undefined) throw new UsageError('name the series to fill');
      for (const { series } of isFilling ? all : []) await fill(rooms, series, { flags, ports });
      const rows = all.map(({ series }) => {
        const gaps = rooms.listGaps(store, series);
        return { series: rooms.formatSeries(series), bars: sumOf(gaps), gaps };
      });
      if (flags.json === true) ports.print(JSON.stringify(rows));
      else for (const row of rows) printGaps(row, ports);
    });
}

const sumOf = (gaps: readonly Gap[]): number => gaps.reduce((sum, { bars }) => sum + bars, 0);

async function fill(
  rooms: History,
  series: Series,
  { flags, ports }: { readonly flags: GapFlags; readonly ports: CliPorts },
): Promise<void> {
  const store = new rooms.HistoryStore(ports.home);
  const price = series.side === 'ask' ? 'ask' : 'bid';
  const source =
    flags.fillFrom === undefined
      ? await exchangeOf(series.venue, ports)
      : await rooms.openFileSource(flags.fillFrom, {
          home: ports.home,
          symbols: [series.symbol],
          price,
        });
  const bar = createProgressBar();
  try {
    const onProgress = (done: number, total: number) => bar.show('filling gaps', done, total);
    const options = { store, series, source, now: ports.clock.now(), onProgress };
    const { added } = await rooms.fillGaps(options);
    if (flags.json !== true) ports.complain(`${added} candles filled in from ${source.name}`);
  } finally {
    bar.clear();
  }
}

function printGaps(
  { series, bars, gaps }: { series: string; bars: number; gaps: readonly Gap[] },
  ports: CliPorts,
): void {
  ports.print(
    gaps.length === 0 ? `${series}  no gaps` : `${series}  ${gaps.length} gaps, ${bars} candles`,
  );
  const longest = gaps.toSorted((one, other) => other.bars - one.bars).slice(0, MOST_LISTED);
  for (const gap of longest) {
    ports.print(`  ${formatTs(gap.tsFrom)} to ${formatTs(gap.tsTo)}  ${gap.bars} candles`);
  }
  if (gaps.length > MOST_LISTED)
    ports.print(`  the ${MOST_LISTED} longest; all of them with --json`);
}
