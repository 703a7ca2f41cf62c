import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** CSV files below the tapes folder of a data folder, by name. */
export function listTapes(home: string): readonly string[] {
  const folder = path.resolve(home, 'tapes');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\.csv(\.gz)?$/i.test(name))
    .toSorted()
    .map((name) => path.join(folder, name));
}
