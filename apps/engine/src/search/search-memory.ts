import path from 'node:path';
import { openResearchStore, type ResearchStore } from '@quarterdeck/db/research-store';
import { isProcessAlive } from '../adapters/system/process-alive.ts';
import type { Clock } from '../ports/clock.ts';

/** What a search keeps, and goes on from. */
export interface SearchMemory {
  readonly searches: Pick<ResearchStore['searches'], 'save' | 'find' | 'addTrials' | 'trials'>;
  readonly proposals: Pick<ResearchStore['proposals'], 'add'>;
}

/** One file an installation, beside the accounts' folders: an engine and searches may have it open at once. */
const researchFileOf = (home: string): string => path.join(home, 'research.db');

/** Throws StorageError. */
export const openSearchMemory = (home: string, clock: Pick<Clock, 'now'>): ResearchStore =>
  openResearchStore({
    file: researchFileOf(home),
    now: () => clock.now(),
    pid: process.pid,
    isAlive: isProcessAlive,
  });
