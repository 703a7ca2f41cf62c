import { createWriteStream } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip, type Gzip } from 'node:zlib';

/** Fast rather than small: it shares two cores with the desk. */
const LEVEL = 3;
const CHUNK_BYTES = 65_536;

const take = (gzip: Gzip, chunk: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    gzip.write(chunk, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });

/** Through one buffer: a stream takes a new one for each piece, which grew the process by the size of the segment. */
async function feed(source: FileHandle, gzip: Gzip): Promise<void> {
  const buffer = new Uint8Array(CHUNK_BYTES);
  for (;;) {
    const { bytesRead } = await source.read(buffer, 0, CHUNK_BYTES);
    if (bytesRead === 0) break;
    await take(gzip, buffer.subarray(0, bytesRead));
  }
  gzip.end();
}

async function compressInto(path: string, target: string): Promise<void> {
  const source = await open(path);
  const gzip = createGzip({ level: LEVEL });
  try {
    const written = pipeline(gzip, createWriteStream(target, { mode: 0o600 }));
    const fed = feed(source, gzip).catch((error: unknown) => {
      gzip.destroy(error instanceof Error ? error : new Error(String(error)));
    });
    await Promise.all([written, fed]);
  } finally {
    await source.close();
  }
}

/** Replaces a finished segment by its gzip. The new name appears only when the copy is whole; the old file goes last. */
export async function compressSegment(path: string): Promise<void> {
  const partial = `${path}.partial`;
  try {
    await compressInto(path, partial);
    await rename(partial, `${path}.gz`);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  await rm(path, { force: true });
}
