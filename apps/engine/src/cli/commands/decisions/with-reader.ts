import type { Command } from 'commander';
import { openDecisionReader, type DecisionReader } from '@quarterdeck/db/decision-reader';
import type { CliPorts } from '../../cli-ports.ts';
import { findDesk } from '../../find-desk.ts';
import { timeOption } from '../history/history-spans.ts';

export interface StoreFlags {
  readonly json?: boolean;
  readonly data?: string;
}

/** Half open: `to` is not in it. */
export interface WindowFlags {
  readonly from?: number;
  readonly to?: number;
}

export const withWindow = (command: Command): Command =>
  command
    .option('--from <time>', 'not before, UTC', timeOption)
    .option('--to <time>', 'before, UTC', timeOption);

/** The file is only read: a running engine is not disturbed, and no right to write is needed. */
export function withReader<TResult>(
  ports: CliPorts,
  { data }: StoreFlags,
  use: (reader: DecisionReader) => TResult,
): TResult {
  const reader = openDecisionReader(findDesk(ports.home, data).databaseFile);
  try {
    return use(reader);
  } finally {
    reader.close();
  }
}
