import type { SearchTrial } from '@quarterdeck/core/contract/search.schema';
import type { ParamPoint } from '@quarterdeck/core/simulation/research/parameter-space';
import type { Sampler } from '@quarterdeck/core/simulation/research/sampler';

export interface ScheduleOptions {
  readonly sampler: Sampler;
  /** Trials of an earlier run of the same search, in any order. */
  readonly ended: readonly SearchTrial[];
  /** Trials at once. */
  readonly places: number;
  readonly run: (number: number, point: ParamPoint) => Promise<SearchTrial>;
  /** Called as each one ends, in whatever order they do. */
  readonly onTrial: (trial: SearchTrial) => void;
  readonly goesOn: () => boolean;
}

const asScored = ({ params, score }: SearchTrial) => ({ point: params as ParamPoint, score });

/** All trials by number, and how many of them stand in an unbroken row from the first. */
class EndedTrials {
  readonly #byNumber = new Map<number, SearchTrial>();
  #unbroken = 0;

  constructor(trials: readonly SearchTrial[]) {
    for (const trial of trials) this.add(trial);
  }

  get unbroken(): number {
    return this.#unbroken;
  }

  add(trial: SearchTrial): void {
    this.#byNumber.set(trial.number, trial);
    while (this.#byNumber.has(this.#unbroken + 1)) this.#unbroken += 1;
  }

  has(number: number): boolean {
    return this.#byNumber.has(number);
  }

  first(count: number): readonly SearchTrial[] {
    return Array.from({ length: count }, (_, index) => this.#byNumber.get(index + 1) ?? []).flat();
  }
}

/**
 * Keeps every place busy. A trial begins once all it may know has ended: not all before it, or places would wait; not
 * whatever happens to have ended, or the points would depend on the machine. Ends early when told to.
 */
export async function runSchedule(options: ScheduleOptions): Promise<void> {
  const { sampler, places, run, onTrial, goesOn } = options;
  const ended = new EndedTrials(options.ended);
  const running = new Map<number, Promise<void>>();
  const mayKnow = (number: number): number =>
    sampler.lag === 0 ? 0 : Math.max(0, number - sampler.lag);

  const begin = (number: number): void => {
    const point = sampler.pointOf(number, ended.first(mayKnow(number)).map(asScored));
    const trial = run(number, point).then((result) => {
      running.delete(number);
      ended.add(result);
      onTrial(result);
    });
    running.set(number, trial);
  };

  let next = 1;
  for (;;) {
    while (goesOn() && next <= sampler.planned && running.size < places) {
      if (mayKnow(next) > ended.unbroken) break;
      if (!ended.has(next)) begin(next);
      next += 1;
    }
    if (running.size === 0) return;
    await Promise.race(running.values());
  }
}
