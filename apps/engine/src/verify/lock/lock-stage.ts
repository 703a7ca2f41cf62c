import type { Stage, StageContext, StageResult } from '../stage.ts';
import { pressFreeze } from './press-freeze.ts';
import { pressLocks } from './press-locks.ts';

const LOCKS = { quick: 20, full: 200, soak: 20 } as const;

/** Part 5 of the proof: the lock, pressed at random moments while lanes are full. */
export const lockStage: Stage = {
  name: 'lock',
  title: 'The lock at random moments, orders queued in every lane',
  decides: [
    'lock.no_entry_after',
    'lock.exits_go_on',
    'lock.swept',
    'lock.persists',
    'parity.replay',
  ],
  run: runLock,
};

async function runLock(context: StageContext): Promise<StageResult> {
  const locks = await pressLocks(context, LOCKS[context.kind]);
  if (context.signal.aborted) return { counts: locks };
  return { counts: { ...locks, ...(await pressFreeze(context)) } };
}
