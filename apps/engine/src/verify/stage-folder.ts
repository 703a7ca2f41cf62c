import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { isProcessAlive } from '../adapters/system/process-alive.ts';

const PREFIX = 'quarterdeck-verify-';
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

/** Empty and nobody else's. The process in its name tells a later run whether anybody still works in it. */
export const makeStageFolder = (workFolder: string): string =>
  mkdtempSync(path.join(workFolder, `${PREFIX}${process.pid}-`));

export function removeStageFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Removes what runs have left that were killed the hard way: gigabytes nobody would look for. */
export function removeForgottenFolders(workFolder: string, now: number): void {
  for (const name of readdirSync(workFolder)) {
    const [, pid] = /^quarterdeck-verify-(\d+)-/.exec(name) ?? [];
    if (pid === undefined || isProcessAlive(Number(pid))) continue;
    try {
      removeForgotten(path.join(workFolder, name), now);
    } catch {
      // Another user's, or gone meanwhile: no reason not to run.
    }
  }
}

function removeForgotten(folder: string, now: number): void {
  // A day: process numbers of another container say nothing here.
  if (now - statSync(folder).mtimeMs > FORGOTTEN_AFTER_MS) removeStageFolder(folder);
}
