import type { Command } from 'commander';
import type { CliPorts } from '../../cli-ports.ts';
import { jsonOption } from '../../options.ts';
import { createProgressBar } from '../../progress-bar.ts';
import { describeAppended, loadHistory, type JsonFlag } from './history-rooms.ts';
import { timeframeOption } from './history-spans.ts';

interface ImportFlags extends JsonFlag {
  readonly venue?: string;
  readonly timeframe?: number;
}

export function addImport(history: Command, ports: CliPorts): void {
  history
    .command('import')
    .description('take candles from CSV files of candles, trades or quotes')
    .argument('<files...>', 'FILE or BASE/QUOTE=FILE, plain or gzip')
    .option('--venue <name>', "store under this venue, not the one in the file's name")
    .option('--timeframe <length>', 'build or resample to this, for example 5m', timeframeOption)
    .addOption(jsonOption())
    .action(async (files: string[], flags: ImportFlags) => {
      const rooms = await loadHistory();
      const { venue, timeframe: timeframeMs } = flags;
      const store = new rooms.HistoryStore(ports.home);
      const bar = createProgressBar();
      const outcomes = [];
      try {
        for (const [index, file] of files.entries()) {
          bar.show(file, index, files.length);
          const options = { store, home: ports.home, venue, timeframeMs };
          outcomes.push(...(await rooms.importFile(file, options)));
        }
      } finally {
        bar.clear();
      }
      const rows = outcomes.map(({ series, ...rest }) => ({
        series: rooms.formatSeries(series),
        ...rest,
      }));
      if (flags.json === true) ports.print(JSON.stringify(rows));
      else for (const row of rows) ports.print(`${row.series}  ${describeAppended(row)}`);
    });
}
