import type { ModelCaller } from '../../adapters/claude/create-model-caller.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Answerer } from './answerer.ts';

/** The provider itself: the tape waits for each answer, and the time it took passes on the tape as well. */
export function createApiAnswerer(
  caller: ModelCaller,
  clock: Pick<Clock, 'monotonicMs'>,
  signal: AbortSignal,
): Answerer {
  return {
    missed: 0,
    answer: async ({ request, needsFreshClient }) => {
      if (needsFreshClient) caller.renew();
      const started = clock.monotonicMs();
      const { attempts, result } = await caller.ask(request, signal);
      return { latencyMs: Math.ceil(clock.monotonicMs() - started), attempts, result };
    },
  };
}
