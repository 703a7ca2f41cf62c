import { availableParallelism } from 'node:os';
import type { SearchRun, SearchTrial } from '@quarterdeck/core/contract/search.schema';
import { runSearch, type SearchRoom } from '../../../search/run-search.ts';
import type { BenchContext, Figure, Measure } from '../measure.ts';
import { notMeasured } from '../measure.ts';
import { searchWork, writeSearchTape } from '../search-work.ts';
import { median, rounded } from '../../../verify/statistics.ts';

const BARS = 40_000;
/** Trials of each worker before the clock runs: threads start, read their data and warm up meanwhile. */
const WARM_TRIALS = 3;

/** A store is not what is measured. */
function createRoom(context: BenchContext): SearchRoom {
  const found = new Map<string, SearchRun>();
  const trials: SearchTrial[] = [];
  const { clock, configFile } = context.ports;
  return {
    clock,
    places: { home: context.workspace.makeFolder(), configFile },
    memory: {
      searches: {
        save: (run) => void found.set(run.id, run),
        find: (id) => found.get(id),
        addTrials: (_id, added) => void trials.push(...added),
        trials: () => [...trials],
      },
      proposals: { add: () => undefined },
    },
  };
}

/** Trials a second once all workers are at work. */
async function trialsPerSecond(
  context: BenchContext,
  options: { readonly file: string; readonly workers: number },
): Promise<number> {
  const { file, workers } = options;
  const { clock } = context.ports;
  const warm = workers * WARM_TRIALS;
  const trials = warm + workers * (context.isQuick ? 6 : 20);
  let startedMs = 0;
  let endedMs = 0;
  const request = searchWork(file, { trials, workers });
  await runSearch({ id: 'bench', request, by: 'bench' }, createRoom(context), {
    onProgress: ({ trialsDone }) => {
      if (trialsDone === warm) startedMs = clock.monotonicMs();
      if (trialsDone === trials) endedMs = clock.monotonicMs();
    },
  });
  return ((trials - warm) / (endedMs - startedMs)) * 1_000;
}

async function run(context: BenchContext): Promise<Figure> {
  const cores = availableParallelism();
  if (cores < 2) return notMeasured('one core: nothing runs side by side');
  const file = writeSearchTape(context.workspace.makeFolder(), BARS);
  const pairs: { readonly alone: number; readonly all: number }[] = [];
  for (let pair = 0; pair < (context.isQuick ? 1 : 3); pair += 1) {
    const alone = await trialsPerSecond(context, { file, workers: 1 });
    const all = await trialsPerSecond(context, { file, workers: cores });
    pairs.push({ alone, all });
  }
  const efficiencies = pairs.map(({ alone, all }) => all / (alone * cores));
  return {
    value: rounded(median(efficiencies)),
    details: {
      cores,
      barsPerTrial: BARS,
      pairs: efficiencies.map(rounded),
      trialsPerSecondAlone: rounded(median(pairs.map(({ alone }) => alone))),
      trialsPerSecondOnAll: rounded(median(pairs.map(({ all }) => all))),
    },
  };
}

/** The same trials on one core and on all of them, in pairs: 1 is twice as many on two cores. */
export const searchEfficiency: Measure = {
  name: 'search.parallel_efficiency',
  unit: 'share of cores times one core',
  goal: { reach: 0.85, direction: 'at_least' },
  run,
};
