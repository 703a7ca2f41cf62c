import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where this project stands, whatever the working directory is. */
export const projectRoot = fileURLToPath(new URL('../../../../../', import.meta.url));

export const consoleFolder = path.join(projectRoot, 'apps/web');
export const nextCommand = path.join(projectRoot, 'node_modules/next/dist/bin/next');

/** Version of the program; stands in the journal and in the console. */
export function readVersion(): string {
  const text = readFileSync(path.join(projectRoot, 'package.json'), 'utf8');
  const content: unknown = JSON.parse(text);
  const hasVersion = typeof content === 'object' && content !== null && 'version' in content;
  return hasVersion ? String(content.version) : 'unknown';
}
