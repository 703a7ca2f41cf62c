import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The system's own limit of a socket's path is 104 to 108 bytes; Node cuts longer ones off in silence. */
const MAX_PATH_BYTES = 100;
const HASH_LENGTH = 20;

/** Beside the database; for a folder whose path is too long, in the temporary folder under the folder's hash. */
export function controlSocketPath(dataFolder: string): string {
  const folder = path.resolve(dataFolder);
  const beside = path.join(folder, 'control.sock');
  if (Buffer.byteLength(beside) <= MAX_PATH_BYTES) return beside;
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, HASH_LENGTH);
  return path.join(tmpdir(), `quarterdeck-${hash}.sock`);
}
