import { writeFile } from 'node:fs/promises';
import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import { BacktestError } from './backtest-error.ts';
import { tradesCsv } from './csv/trades-csv.ts';
import { renderReport } from './html/render-report.ts';

export interface ReportFiles {
  /** The whole report as one page. */
  readonly html?: string | undefined;
  /** The trade list. */
  readonly csv?: string | undefined;
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

async function put(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new BacktestError(`cannot write ${file}: ${reasonOf(error)}`);
  }
}

/** Before a long run, so that it is not in vain: BacktestError when a file could not be put there. */
export async function ensureWritable({ html, csv }: ReportFiles): Promise<void> {
  for (const file of [html, csv]) {
    if (file === undefined) continue;
    try {
      // Opens for appending: what is there stays until the run is done.
      await writeFile(file, '', { flag: 'a' });
    } catch (error) {
      throw new BacktestError(`cannot write ${file}: ${reasonOf(error)}`);
    }
  }
}

/** Puts a report where it was asked for; an older file there is replaced. */
export async function writeReportFiles(report: BacktestReport, files: ReportFiles): Promise<void> {
  if (files.html !== undefined) await put(files.html, renderReport(report));
  if (files.csv !== undefined) await put(files.csv, tradesCsv(report));
}
