import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { TapeError } from './tape-error.ts';

const CHUNK_BYTES = 256 * 1024;
/** Far above any row of any format; a file without newlines must not be gathered in memory. */
const MAX_LINE_BYTES = 4_096;
export const NEWLINE = 10;

function describeReadFailure(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EISDIR') return 'is a folder, not a tape';
  if (code === 'EACCES') return 'may not be read (permission denied)';
  if (code.startsWith('Z_')) return `gzip data is damaged or cut off (${code})`;
  return `cannot be read (${code === '' ? String(error) : code})`;
}

/** Gzip is told by its magic bytes, not by the name. */
async function isGzip(handle: FileHandle): Promise<boolean> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
  return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
}

async function openBytes(file: string): Promise<Readable> {
  const handle = await open(file, 'r');
  const zipped = await isGzip(handle).catch(async (error: unknown) => {
    // Until a stream owns the handle, nobody else closes it.
    await handle.close();
    throw error;
  });
  const raw = handle.createReadStream({ start: 0, highWaterMark: CHUNK_BYTES });
  if (!zipped) return raw;
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  raw.on('error', (error) => gunzip.destroy(error));
  gunzip.on('close', () => raw.destroy());
  return raw.pipe(gunzip);
}

/** Cuts a byte stream behind its newlines; the last line gets the newline it may lack. */
async function* cutAtNewlines(bytes: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    const joined = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = joined.lastIndexOf(NEWLINE) + 1;
    rest = joined.subarray(end);
    if (rest.length > MAX_LINE_BYTES) {
      throw new TapeError(file, `holds a line longer than ${MAX_LINE_BYTES} bytes: not a tape`);
    }
    if (end > 0) yield joined.subarray(0, end);
  }
  if (rest.length > 0) yield Buffer.concat([rest, Buffer.of(NEWLINE)]);
}

/**
 * The file as pieces of whole lines, unzipped where needed, at most a few pieces in memory.
 * TapeError when it cannot be read or its gzip data is damaged. Leaving the loop early closes the file.
 */
export async function* readLineChunks(file: string): AsyncGenerator<Buffer> {
  let bytes: Readable | undefined;
  try {
    bytes = await openBytes(file);
    yield* cutAtNewlines(bytes as AsyncIterable<Buffer>, file);
  } catch (error) {
    if (error instanceof TapeError) throw error;
    throw new TapeError(file, describeReadFailure(error));
  } finally {
    bytes?.destroy();
  }
}
