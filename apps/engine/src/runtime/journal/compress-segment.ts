import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** Fast rather than small: it shares two cores with the desk. */
const LEVEL = 3;

/** Replaces a finished segment by its gzip. The new name appears only when the copy is whole; the old file goes last. */
export async function compressSegment(path: string): Promise<void> {
  const partial = `${path}.partial`;
  try {
    await pipeline(
      createReadStream(path),
      createGzip({ level: LEVEL }),
      createWriteStream(partial, { mode: 0o600 }),
    );
    await rename(partial, `${path}.gz`);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  await rm(path, { force: true });
}
