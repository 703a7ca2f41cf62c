import type { Command } from 'commander';
import type { CliPorts } from '../cli-ports.ts';
import { addDownload } from './history/download-history.ts';
import { addGaps } from './history/gaps-history.ts';
import { addImport } from './history/import-history.ts';
import { addList } from './history/list-history.ts';

export function addHistoryCommand(program: Command, ports: CliPorts): void {
  const history = program.command('history').description('candles of the past: get, check, repair');
  addList(history, ports);
  addImport(history, ports);
  addDownload(history, ports);
  addGaps(history, ports);
}
