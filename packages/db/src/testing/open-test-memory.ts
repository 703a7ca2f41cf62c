import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { DeskMemory } from '../memory.ts';
import { openMemory } from '../open-memory.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const T0 = 1_700_000_000_000;

export const databaseFile = (folder: string): string => join(folder, 'desk.db');

/** Tables in a folder of their own, or again those of a given folder. */
export function openTestMemory(folder = temporaryFolder(), deskId = 'desk1'): DeskMemory {
  const file = databaseFile(folder);
  const memory = openMemory({ file, now: () => T0, randomId: () => deskId });
  onTestFinished(() => {
    memory.close();
  });
  return memory;
}
