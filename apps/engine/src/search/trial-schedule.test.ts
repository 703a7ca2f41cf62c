import { describe, expect, it } from 'vitest';
import type { SearchTrial } from '@quarterdeck/core/contract/search.schema';
import { createRng } from '@quarterdeck/core/kernel/rng';
import { createSampler, type Sampler } from '@quarterdeck/core/simulation/research/sampler';
import { runSchedule } from './trial-schedule.ts';

const TRIALS = 60;

function samplerOf(method: 'tpe' | 'random'): Sampler {
  const x = { kind: 'number', name: 'x', min: 0, max: 10, step: undefined, isLog: false } as const;
  const space = { dimensions: [x], isAllowed: () => true };
  const made = createSampler(space, { method, trials: TRIALS, seed: 4 });
  if (!made.ok) throw new Error(made.code);
  return made.value;
}

interface Played {
  readonly trials: readonly SearchTrial[];
  readonly mostAtOnce: number;
}

/** Trials that end in an order of the seed's choosing, as on a machine that is busy with other things. */
async function play(options: {
  readonly method: 'tpe' | 'random';
  readonly places: number;
  readonly orderSeed: number;
  readonly ended?: readonly SearchTrial[];
  readonly stopAfter?: number;
}): Promise<Played> {
  const { method, places, orderSeed, ended = [], stopAfter = TRIALS } = options;
  const rng = createRng(orderSeed);
  const trials = [...ended];
  let running = 0;
  let mostAtOnce = 0;
  await runSchedule({
    sampler: samplerOf(method),
    ended,
    places,
    run: async (number, params) => {
      running += 1;
      mostAtOnce = Math.max(mostAtOnce, running);
      for (let turn = Math.floor(rng.next() * 40); turn > 0; turn -= 1) await Promise.resolve();
      running -= 1;
      const score = -((Number(params['x']) - 3) ** 2);
      return {
        ...{ number, params, score, error: null },
        ...{ inSample: null, outOfSample: null, outOfSampleScore: null },
      };
    },
    onTrial: (trial) => trials.push(trial),
    goesOn: () => trials.length < stopAfter,
  });
  return { trials: trials.toSorted((one, other) => one.number - other.number), mostAtOnce };
}

describe('the schedule of a search', () => {
  it.each(['tpe', 'random'] as const)(
    'leads %s to the same trials on one core and on four',
    async (method) => {
      const alone = await play({ method, places: 1, orderSeed: 1 });
      for (const orderSeed of [2, 3, 4]) {
        const many = await play({ method, places: 4, orderSeed });
        expect(many.trials).toEqual(alone.trials);
        expect(many.mostAtOnce).toBe(4);
      }
      expect(alone.trials.map(({ number }) => number)).toEqual(
        Array.from({ length: TRIALS }, (_, index) => index + 1),
      );
    },
  );

  it.each([5, 23, 41])('goes on after %i trials as if it had never stopped', async (stopAfter) => {
    const whole = await play({ method: 'tpe', places: 1, orderSeed: 1 });
    const first = await play({ method: 'tpe', places: 3, orderSeed: 7, stopAfter });
    expect(first.trials.length).toBeLessThan(TRIALS);
    const rest = await play({ method: 'tpe', places: 2, orderSeed: 8, ended: first.trials });
    expect(rest.trials).toEqual(whole.trials);
  });
});
