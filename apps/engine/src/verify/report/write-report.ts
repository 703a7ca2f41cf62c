import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { ProofReport } from '@quarterdeck/core/contract/proof/proof-report.schema';
import { putFile } from './put-file.ts';
import { removeProgress } from './write-progress.ts';

export const REPORT_FILE = 'report.json';

/** `report.json` comes last and whole: a folder without it holds no verdict. */
export function writeReport(report: ProofReport, folder: string): void {
  mkdirSync(folder, { recursive: true });
  putFile(path.join(folder, REPORT_FILE), `${JSON.stringify(report, undefined, 2)}\n`);
  removeProgress(folder);
}
