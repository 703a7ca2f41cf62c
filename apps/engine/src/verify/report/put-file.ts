import { renameSync, writeFileSync } from 'node:fs';

/** On disk whole or not at all: written under another name, flushed, moved into place. */
export function putFile(file: string, text: string): void {
  const draft = `${file}.part`;
  writeFileSync(draft, text, { flush: true });
  renameSync(draft, file);
}
