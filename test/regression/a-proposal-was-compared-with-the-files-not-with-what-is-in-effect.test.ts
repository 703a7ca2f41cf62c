import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { searchRequestSchema } from '@quarterdeck/core/contract/search.schema';
import { asStrategyId } from '@quarterdeck/core/kernel/ids';
import type { ParamsVersion } from '@quarterdeck/core/model/control';
import { openMemory } from '@quarterdeck/db/open-memory';
import { prepareRun } from '../../apps/engine/src/backtest/prepare-run.ts';
import { findParamsInEffect } from '../../apps/engine/src/search/find-params-in-effect.ts';
import { propose } from '../../apps/engine/src/search/propose.ts';
import { runSearch } from '../../apps/engine/src/search/run-search.ts';
import { createTrialRunner } from '../../apps/engine/src/search/run-trial.ts';
import { openSearchMemory } from '../../apps/engine/src/search/search-memory.ts';
import type { TrialBase } from '../../apps/engine/src/search/trial-task.ts';
import { writeRevertingTape } from '../support/reverting-tape.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const home = mkdtempSync(path.join(tmpdir(), 'quarterdeck-propose-'));
const START = 1_700_006_400_000;
const STRATEGY = 'scalp_wick_reversal_blend';
const clock = { now: () => START };
const memory = openSearchMemory(home, clock);
afterAll(() => {
  memory.close();
  rmSync(home, { recursive: true, force: true });
});

const request = searchRequestSchema.parse({
  base: { strategies: [STRATEGY], data: [writeRevertingTape(home, 2_160)], limits: 'open' },
  space: { stop_bps: { min: 10, max: 60 }, target_bps: { min: 5, max: 60 } },
  trials: 6,
  method: 'random',
  objective: 'net',
  min_trades: 1,
  seed: 3,
});

const room = {
  memory,
  clock,
  places: { home, configFile: path.join(ROOT, 'config/quarterdeck.yaml') },
  openPool: (base: TrialBase) => ({
    size: 1,
    run: createTrialRunner(base),
    close: () => Promise.resolve(),
  }),
};

/** What a person's change leaves in the tables of the desk; the engine is stopped. */
function putIntoEffect(version: Pick<ParamsVersion, 'version' | 'params' | 'source'>): void {
  const file = path.join(home, 'demo-simulated', 'quarterdeck.db');
  const desk = openMemory({ file, now: clock.now, randomId: () => 'desk01' });
  const by = { reason: 'tried by hand', by: 'anna', ts: START, eventSeq: version.version };
  const strategyId = asStrategyId(STRATEGY);
  desk.write([{ type: 'RecordParams', version: { strategyId, ...version, ...by } }], by.eventSeq);
  desk.close();
}

const inEffect = () => findParamsInEffect(STRATEGY, room.places);

test('a proposal must beat the version a person has put into effect, not the files behind it', async () => {
  const found = await runSearch({ id: 's-1', request, by: 'test' }, room);
  expect(inEffect()).toBeUndefined();
  const first = await propose(found, room, { id: 'p-1', inEffect: inEffect() });
  if (!first.ok) throw new Error(`the search is to beat the files: ${first.code}`);

  const [files] = (await prepareRun(request.base, room.places)).strategies;
  putIntoEffect({
    version: 1,
    source: 'console',
    params: { ...files?.params, ...first.value.params },
  });
  const again = await propose(found, room, { id: 'p-2', inEffect: inEffect() });
  expect(again).toMatchObject({ ok: false, code: 'PROPOSAL_NOT_BETTER' });
  expect(memory.proposals.list(9).map(({ id }) => id)).toEqual(['p-1']);

  // The files were read again: they rule, and it is better than them once more.
  putIntoEffect({ version: 2, source: 'files', params: { ...files?.params } });
  const last = await propose(found, room, { id: 'p-3', inEffect: inEffect() });
  expect(last).toMatchObject({ ok: true, value: { current: first.value.current } });
}, 120_000);
