import { readFileSync } from 'node:fs';
import { isProcessAlive } from './process-alive.ts';

/** Undefined where the system does not tell. */
function commandLineOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8');
  } catch {
    return undefined;
  }
}

/** Whether a process of this number lives and is a proof: numbers are given again, the next day to anybody. */
export const isProofAlive = (pid: number): boolean =>
  isProcessAlive(pid) && (commandLineOf(pid)?.includes('verify') ?? true);
