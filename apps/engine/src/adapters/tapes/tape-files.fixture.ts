import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll } from 'vitest';
import type { MarketInput } from '../../ports/venue.ts';
import type { Tape, TapeBatch } from './tape.ts';

/** A temporary folder that the test file clears away by itself. */
export function makeTapeFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-tapes-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    path: (name: string) => join(folder, name),
    write: (name: string, content: string | Buffer) => {
      const file = join(folder, name);
      const bytes = Buffer.from(content);
      writeFileSync(file, name.endsWith('.gz') ? gzipSync(bytes) : bytes);
      return file;
    },
    /** Bytes as they are, whatever the name promises. */
    writeRaw: (name: string, content: Buffer) => {
      const file = join(folder, name);
      writeFileSync(file, content);
      return file;
    },
  };
}

export async function collect(batches: AsyncIterable<TapeBatch>): Promise<MarketInput[]> {
  const inputs: MarketInput[] = [];
  for await (const batch of batches) inputs.push(...batch);
  return inputs;
}

/** What came before the error, and the error. */
export async function collectUntilError(tape: Tape) {
  const inputs: MarketInput[] = [];
  try {
    for await (const batch of tape.batches()) inputs.push(...batch);
  } catch (error) {
    return { inputs, error: error as Error };
  }
  throw new Error('the tape was read to its end');
}

const RECORDED = resolve(import.meta.dirname, '../../../../../../shared/data');
export const hasRecordedData = existsSync(join(RECORDED, 'MANIFEST.md'));
export const recorded = (name: string) => join(RECORDED, name);
if (!hasRecordedData) console.warn('SKIPPED: tests on recorded tapes, ../shared/data is absent');
