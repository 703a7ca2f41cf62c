import type { RequestContext } from '../request-context.ts';
import { Gate } from './gate.ts';

/** A client that leaves this much unread is not following; it may come back and take the list. */
const CUT_BYTES = 8_388_608;
/** "Try again later": the console reconnects. */
const CLOSE_TRY_LATER = 1013;

type Follower = Pick<RequestContext, 'pipe' | 'whoActs'>;

/** Something that calls back with each run that changes. */
export interface FollowedRuns<TRun> {
  readonly watch: (onChange: (run: TRun) => void) => () => void;
  readonly keyOf: (run: TRun) => string;
}

/**
 * Runs as they change, until the signal aborts or the session ends. What waits is one entry a run, the newest.
 */
export async function* followRuns<TRun>(
  { watch, keyOf }: FollowedRuns<TRun>,
  { pipe, whoActs }: Follower,
  signal: AbortSignal | undefined,
): AsyncGenerator<TRun, void, undefined> {
  const waiting = new Map<string, TRun>();
  const gate = new Gate(signal);
  const unwatch = watch((run) => {
    // Taken out first, so that order is that of the newest change.
    waiting.delete(keyOf(run));
    waiting.set(keyOf(run), run);
    gate.open();
  });
  try {
    while (!gate.isAborted) {
      const next = waiting.entries().next().value;
      if (next === undefined) {
        await gate.opened();
        continue;
      }
      if (whoActs() === undefined) return;
      if (pipe !== undefined && pipe.bufferedBytes() > CUT_BYTES) {
        pipe.cut(CLOSE_TRY_LATER, 'reads too slowly');
        return;
      }
      waiting.delete(next[0]);
      yield next[1];
    }
  } finally {
    unwatch();
    gate.dispose();
  }
}
