import type { Command } from 'commander';
import type { CliPorts } from '../../cli-ports.ts';
import { jsonOption } from '../../options.ts';
import type { StoredSeries } from '../../../history/history-store.ts';
import { loadHistory, type History, type JsonFlag } from './history-rooms.ts';
import { formatTs } from './history-spans.ts';

export function addList(history: Command, ports: CliPorts): void {
  history
    .command('list')
    .description('what is stored')
    .addOption(jsonOption())
    .action(async ({ json }: JsonFlag) => {
      const rooms = await loadHistory();
      const rows = new rooms.HistoryStore(ports.home).list().map((stored) => rowOf(rooms, stored));
      if (json === true) ports.print(JSON.stringify(rows));
      else if (rows.length === 0) ports.complain('no history is stored');
      else for (const row of rows) ports.print(describeRow(row));
    });
}

function rowOf({ formatSeries }: History, { series, head, file }: StoredSeries) {
  const { rows, tsFirst, tsLast } = head;
  return { series: formatSeries(series), rows, tsFirst, tsLast, file };
}

const describeRow = (row: ReturnType<typeof rowOf>): string =>
  `${row.series}  ${row.rows} candles  ${formatTs(row.tsFirst)} to ${formatTs(row.tsLast)}`;
