import type {
  SearchRequest,
  SearchRun,
  SearchTrial,
  SearchVerdict,
} from '@quarterdeck/core/contract/search.schema';
import type { ParamPoint } from '@quarterdeck/core/simulation/research/parameter-space';
import { rankTrials } from '@quarterdeck/core/simulation/research/rank-trials';
import { searchVerdict } from '@quarterdeck/core/simulation/research/search-verdict';
import type { Span } from '@quarterdeck/core/simulation/research/split-span';
import type { RunPlaces } from '../backtest/prepare-run.ts';
import type { Clock } from '../ports/clock.ts';
import { planSearch, type SearchPlan } from './plan-search.ts';
import { SearchError } from './search-error.ts';
import type { SearchMemory } from './search-memory.ts';
import { runSchedule } from './trial-schedule.ts';
import { openTrialPool, type TrialPool } from './trial-pool.ts';
import type { TrialBase, TrialOutcome } from './trial-task.ts';

/** So many of the best in-sample trials are run on the part that no search has seen. */
export const CANDIDATES = 10;

export interface SearchRoom {
  readonly memory: SearchMemory;
  readonly places: RunPlaces;
  readonly clock: Pick<Clock, 'now'>;
  /** Tests bring their own. */
  readonly openPool?: (base: TrialBase) => TrialPool;
}

export interface SearchHooks {
  readonly onProgress?: (run: SearchRun) => void;
  /** False ends the search between two trials; it can go on later. */
  readonly goesOn?: () => boolean;
}

export interface SearchOrder {
  readonly id: string;
  readonly request: SearchRequest;
  readonly by: string;
}

export interface FinishedSearch {
  readonly run: SearchRun;
  readonly trials: readonly SearchTrial[];
  readonly plan: SearchPlan;
  readonly notes: readonly string[];
}

/** The part of the data that is kept back is shorter, and so may be the number of trades. */
export function leastTradesOutside({
  min_trades,
  out_of_sample_share: share,
}: SearchRequest): number {
  return min_trades === 0 ? 0 : Math.max(1, Math.floor((min_trades * share) / (1 - share)));
}

/** One search at work; `run` is what stands about it in the store. */
class Searching {
  run: SearchRun;
  readonly #order: SearchOrder;
  readonly #room: SearchRoom;
  readonly #plan: SearchPlan;
  readonly #pool: TrialPool;
  readonly #hooks: SearchHooks;
  readonly #trials = new Map<number, SearchTrial>();

  constructor(order: SearchOrder, plan: SearchPlan, work: SearchWork) {
    this.#order = order;
    this.#plan = plan;
    this.#room = work.room;
    this.#pool = work.pool;
    this.#hooks = work.hooks;
    const { id, request, by } = order;
    const { memory, clock } = work.room;
    for (const trial of memory.searches.trials(id)) this.#trials.set(trial.number, trial);
    this.run = {
      ...{ id, state: 'running', request, by, tsEnded: null, error: null, verdict: null },
      tsCreated: memory.searches.find(id)?.tsCreated ?? clock.now(),
      trialsDone: this.#trials.size,
      trialsPlanned: plan.sampler.planned,
      best: this.#best(),
    };
    memory.searches.save(this.run);
  }

  get trials(): readonly SearchTrial[] {
    return [...this.#trials.values()].toSorted((one, other) => one.number - other.number);
  }

  async work(): Promise<void> {
    const { goesOn = () => true } = this.#hooks;
    await runSchedule({
      sampler: this.#plan.sampler,
      ended: this.trials,
      places: this.#pool.size,
      run: (number, point) => this.#runTrial(number, point),
      onTrial: (trial) => this.#keep(trial),
      goesOn,
    });
    if (this.#trials.size < this.#plan.sampler.planned) {
      this.end('stopped');
      return;
    }
    await this.#runOutside();
    const verdict = await this.#judge();
    const isAnyWhole = this.trials.some(({ error }) => error === null);
    if (isAnyWhole) this.end('done', { verdict });
    else this.end('failed', { verdict, error: this.trials[0]?.error ?? 'no trial was run' });
  }

  end(state: SearchRun['state'], changes: Partial<SearchRun> = {}): void {
    const tsEnded = this.#room.clock.now();
    this.run = { ...this.run, ...changes, state, best: this.#best(), tsEnded };
    this.#room.memory.searches.save(this.run);
  }

  #best(): SearchTrial | null {
    return rankTrials([...this.#trials.values()])[0] ?? null;
  }

  #runOn(params: ParamPoint, span: Span, minTrades: number): Promise<TrialOutcome> {
    return this.#pool.run({ params, span, minTrades });
  }

  async #runTrial(number: number, params: ParamPoint): Promise<SearchTrial> {
    const { inSample } = this.#plan.spans;
    const outcome = await this.#runOn(params, inSample, this.#order.request.min_trades);
    const head = { number, params: { ...params }, outOfSample: null, outOfSampleScore: null };
    return outcome.ok
      ? { ...head, score: outcome.score, inSample: outcome.summary, error: null }
      : { ...head, score: null, inSample: null, error: outcome.error };
  }

  #keep(trial: SearchTrial): void {
    this.#trials.set(trial.number, trial);
    const { searches } = this.#room.memory;
    searches.addTrials(this.run.id, [trial]);
    const trialsDone = this.#trials.size;
    const best = rankTrials([trial, ...(this.run.best === null ? [] : [this.run.best])])[0] ?? null;
    this.run = { ...this.run, trialsDone, best };
    searches.save(this.run);
    this.#hooks.onProgress?.(this.run);
  }

  /** The best in-sample ones on what no search has seen. */
  async #runOutside(): Promise<void> {
    const { outOfSample } = this.#plan.spans;
    if (outOfSample === undefined) return;
    const least = leastTradesOutside(this.#order.request);
    const waiting = rankTrials(this.trials)
      .slice(0, CANDIDATES)
      .filter((trial) => trial.outOfSample === null);
    const takeAll = async (): Promise<void> => {
      for (let trial = waiting.shift(); trial !== undefined; trial = waiting.shift()) {
        const outcome = await this.#runOn(trial.params as ParamPoint, outOfSample, least);
        this.#keep(
          outcome.ok
            ? { ...trial, outOfSample: outcome.summary, outOfSampleScore: outcome.score }
            : { ...trial, error: outcome.error },
        );
      }
    };
    await Promise.all(Array.from({ length: this.#pool.size }, takeAll));
  }

  async #judge(): Promise<SearchVerdict> {
    const best = this.#best();
    const sharpes = this.trials.flatMap(({ inSample }) => inSample?.sharpe ?? []);
    if (best === null) return searchVerdict({ sharpes, bestReturns: [] });
    // Returns are not stored with the trials: one more run of the best one brings them back.
    const { inSample } = this.#plan.spans;
    const outcome = await this.#runOn(best.params as ParamPoint, inSample, 0);
    const bestReturns = outcome.ok ? outcome.returns : [];
    return withOutside(searchVerdict({ sharpes, bestReturns }), best);
  }
}

interface SearchWork {
  readonly room: SearchRoom;
  readonly pool: TrialPool;
  readonly hooks: SearchHooks;
}

const percent = (value: number): string => `${value.toFixed(2)} %`;

function withOutside(
  verdict: SearchVerdict,
  { inSample, outOfSample }: SearchTrial,
): SearchVerdict {
  if (inSample === null || outOfSample === null) return verdict;
  const made = `In sample it made ${percent(inSample.returnPct)}, out of sample ${percent(outOfSample.returnPct)} in ${outOfSample.trades} trades.`;
  return { ...verdict, text: `${verdict.text} ${made}` };
}

/** The request of a stored search that is to go on. SearchError when there is none. */
export function requestToResume({ searches }: SearchMemory, id: string): SearchRequest {
  const stored = searches.find(id);
  if (stored === undefined) throw new SearchError(`there is no search ${id}`);
  if (stored.state === 'running') throw new SearchError(`search ${id} runs in another process`);
  return stored.request;
}

/**
 * Runs what is left of a search and judges it. The same request leads to the same trials and the same verdict, in one
 * go or in many, on any number of cores. SearchError, BacktestError or TapeError before anything is stored.
 */
export async function runSearch(
  order: SearchOrder,
  room: SearchRoom,
  hooks: SearchHooks = {},
): Promise<FinishedSearch> {
  const plan = await planSearch(order.request, room.places);
  const { openPool = openTrialPool } = room;
  // What crosses to a thread is copied: the two paths, not whatever else came with them.
  const { home, configFile } = room.places;
  const pool = openPool({ request: order.request, places: { home, configFile } });
  const searching = new Searching(order, plan, { room, pool, hooks });
  try {
    await searching.work();
  } catch (error) {
    searching.end('failed', { error: error instanceof Error ? error.message : String(error) });
    throw error;
  } finally {
    await pool.close();
  }
  const { note } = plan.sampler;
  return {
    run: searching.run,
    trials: searching.trials,
    plan,
    notes: note === undefined ? [] : [note],
  };
}
