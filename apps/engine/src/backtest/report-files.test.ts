import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BacktestError } from './backtest-error.ts';
import { ensureWritable, writeReportFiles } from './report-files.ts';
import { sampleReport } from './testing/sample-report.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'report-files-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

it('a report is written where it was asked for, over an older one', async () => {
  const files = { html: path.join(folder, 'a.html'), csv: path.join(folder, 'a.csv') };
  await writeFile(files.csv, 'x'.repeat(100_000));
  await ensureWritable(files);
  expect(await readFile(files.csv, 'utf8')).toHaveLength(100_000);
  await writeReportFiles(sampleReport(), files);
  expect(await readFile(files.html, 'utf8')).toMatch(/^<!doctype html>[^]*<\/html>\s*$/);
  expect((await readFile(files.csv, 'utf8')).split('\r\n')).toHaveLength(4);
});

it('a file that cannot be written is named before the run', async () => {
  const html = path.join(folder, 'nowhere', 'a.html');
  await expect(ensureWritable({ html })).rejects.toThrow(BacktestError);
  await expect(ensureWritable({ html })).rejects.toThrow(html);
  await expect(ensureWritable({})).resolves.toBeUndefined();
});
