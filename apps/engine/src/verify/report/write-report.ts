import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  proofReportSchema,
  type ProofReport,
} from '@quarterdeck/core/contract/proof/proof-report.schema';
import { drawChart } from './chart/draw-chart.ts';
import { renderMarkdown } from './markdown/render-markdown.ts';
import { putFile } from './put-file.ts';
import { removeProgress } from './write-progress.ts';

/**
 * Charts, then `report.json`, then the page beside it: each whole or not at all, so that a folder without a
 * `report.json` is a run that was interrupted, and no page says PASS without one. Throws before anything is written when the report does not keep to its schema.
 */
export function writeReport(report: ProofReport, folder: string): void {
  const { charts } = proofReportSchema.parse(report);
  const chartFolder = path.join(folder, 'charts');
  mkdirSync(charts.length > 0 ? chartFolder : folder, { recursive: true });
  for (const chart of charts) {
    putFile(path.join(chartFolder, `${chart.name}.svg`), drawChart(chart));
  }
  const page = path.join(folder, 'report.md');
  writeFileSync(`${page}.part`, renderMarkdown(report), { flush: true });
  const json = path.join(folder, 'report.json');
  writeFileSync(`${json}.part`, `${JSON.stringify(report, undefined, 2)}\n`, { flush: true });
  // Both are on disk before either gets its name: a full disk leaves neither.
  renameSync(`${json}.part`, json);
  renameSync(`${page}.part`, page);
  removeProgress(folder);
}
