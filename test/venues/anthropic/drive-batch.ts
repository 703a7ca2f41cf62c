import type { VirtualClock } from '../../../apps/engine/src/adapters/system/virtual-clock.ts';

/** Longest pause between two looks at a batch; a call that hangs is cut only later. */
const LONGEST_PAUSE_MS = 120_000;
/** Real turns of the event loop without progress, after which a planned stall is taken to hang. */
const HANGING_TURNS = 300;

/**
 * Moves virtual time while sockets are real: a pause is skipped at once, a call is waited for. A call under way shows by the
 * next timer being far away.
 */
export async function driveBatch<TResult>(
  clock: VirtualClock,
  work: Promise<TResult>,
  { stalls = 0 }: { readonly stalls?: number } = {},
): Promise<TResult> {
  const state = { isDone: false };
  const end = (): void => {
    state.isDone = true;
  };
  work.then(end, end);
  let turns = 0;
  let stallsLeft = stalls;
  for (;;) {
    await new Promise((resolve) => setImmediate(resolve));
    if (state.isDone) break;
    const due = clock.nextDueTs;
    if (due === undefined) continue;
    turns += 1;
    const isPause = due - clock.now() <= LONGEST_PAUSE_MS;
    const isHanging = stallsLeft > 0 && turns > HANGING_TURNS;
    if (!isPause && !isHanging) continue;
    if (!isPause) stallsLeft -= 1;
    turns = 0;
    clock.advanceTo(due);
  }
  return work;
}
