import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { searchRequestSchema, type SearchRequest } from '@quarterdeck/core/contract/search.schema';
import { openSearchMemory } from '../../../apps/engine/src/search/search-memory.ts';
import { propose } from '../../../apps/engine/src/search/propose.ts';
import { requestToResume, runSearch } from '../../../apps/engine/src/search/run-search.ts';
import { runWalkForward } from '../../../apps/engine/src/search/run-walk-forward.ts';
import { createTrialRunner } from '../../../apps/engine/src/search/run-trial.ts';
import type { TrialPool } from '../../../apps/engine/src/search/trial-pool.ts';
import type { TrialBase } from '../../../apps/engine/src/search/trial-task.ts';
import { writeRevertingTape } from '../../support/reverting-tape.ts';

const ROOT = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-search-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const clock = { now: () => 1_700_006_400_000 };

const tape = writeRevertingTape(folder, 2_000);

const requestOf = (changes: Partial<SearchRequest> = {}): SearchRequest =>
  searchRequestSchema.parse({
    base: { strategies: ['scalp_wick_reversal_blend'], data: [tape], limits: 'open' },
    space: { stop_bps: { min: 10, max: 60 }, target_bps: { min: 5, max: 60 } },
    trials: 12,
    objective: 'net',
    min_trades: 1,
    seed: 3,
    ...changes,
  });

let homes = 0;

function openRoom(size = 1) {
  const home = join(folder, `home-${(homes += 1)}`);
  const memory = openSearchMemory(home, clock);
  const openPool = (base: TrialBase): TrialPool => {
    const run = createTrialRunner(base);
    return { size, run, close: () => Promise.resolve() };
  };
  const places = { home, configFile: join(ROOT, 'config/quarterdeck.yaml') };
  return { memory, places, clock, openPool };
}

const order = (request = requestOf()) => ({ id: 's-1', request, by: 'test' });

describe('a search', () => {
  it('stopped and gone on with ends as if it had never stopped', async () => {
    const whole = await runSearch(order(), openRoom());
    expect(whole.run).toMatchObject({ state: 'done', trialsDone: 12, trialsPlanned: 12 });
    expect(whole.trials.filter(({ outOfSample }) => outOfSample !== null)).toHaveLength(10);

    const room = openRoom(3);
    let ended = 0;
    const first = await runSearch(order(), room, {
      onProgress: () => (ended += 1),
      goesOn: () => ended < 6,
    });
    expect(first.run).toMatchObject({ state: 'stopped', verdict: null });
    expect(first.run.trialsDone).toBeLessThan(12);
    const rest = await runSearch(order(requestToResume(room.memory, 's-1')), room);
    expect(rest.trials).toEqual(whole.trials);
    expect(rest.run).toEqual(whole.run);
    expect(room.memory.searches.find('s-1')).toEqual(whole.run);
  }, 120_000);

  it('refuses a range the strategy does not have, and stores nothing', async () => {
    const room = openRoom();
    const request = requestOf({ space: { stop_bps: { min: 0, max: 500, scale: 'linear' } } });
    await expect(runSearch(order(request), room)).rejects.toThrow(
      'SPACE_OUT_OF_RANGE param=stop_bps asked=0..500 allowed=1..400',
    );
    expect(room.memory.searches.find('s-1')).toBeUndefined();
  });

  it('says that an unknown search cannot go on', () => {
    expect(() => requestToResume(openRoom().memory, 's-9')).toThrow('there is no search s-9');
  });

  it('does not let a trial see the part that was kept back', async () => {
    const request = requestOf({ method: 'random', trials: 4 });
    const whole = await runSearch(order(request), openRoom());
    // The same in-sample span as the whole of the data: what lies behind it must not matter.
    const { inSample } = whole.plan.spans;
    const base = { ...request.base, from: inSample.from, to: inSample.to };
    const alone = await runSearch(order({ ...request, base, out_of_sample_share: 0 }), openRoom());
    expect(alone.trials.map(({ inSample: figures }) => figures)).toEqual(
      whole.trials.map(({ inSample: figures }) => figures),
    );
  });

  it('offers what beats the parameters in effect on both parts, or says why not; changes nothing', async () => {
    const room = openRoom();
    const found = await runSearch(order(), room);
    const proposed = await propose(found, room, { id: 'p-1', inEffect: undefined });
    const stored = room.memory.proposals.list(9);
    if (proposed.ok) {
      expect(stored).toEqual([proposed.value]);
      expect(proposed.value).toMatchObject({ state: 'open', searchId: 's-1' });
      expect(Number(proposed.value.outOfSample?.net)).toBeGreaterThan(
        Number(proposed.value.current?.net),
      );
    } else {
      expect(proposed.code).toBe('PROPOSAL_NOT_BETTER');
      expect(stored).toEqual([]);
    }
  });
});

describe('walk-forward', () => {
  it('trades each window with what was found before it, and repeats itself from what is stored', async () => {
    const room = openRoom();
    const request = requestOf({ trials: 4, method: 'random' });
    const plan = { windows: 3, outOfSampleShare: 0.3, mode: 'rolling' } as const;
    const result = await runWalkForward({ request, plan, by: 'test' }, room);
    expect(result.windows).toHaveLength(3);
    expect(result.trades).toBeGreaterThan(0);
    for (const { searchId, outOfSample, params } of result.windows) {
      const search = room.memory.searches.find(searchId);
      expect(search?.request.base.to).toBe(outOfSample.from - 1);
      expect(search?.best?.params).toEqual(params);
    }
    expect(await runWalkForward({ request, plan, by: 'test' }, room)).toEqual(result);
  });
});
