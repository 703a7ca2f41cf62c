import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { openSearchMemory } from '../../../apps/engine/src/search/search-memory.ts';
import { buildProgram, EngineProgram, waitFor } from '../../support/engine-program.ts';
import { writeRevertingTape } from '../../support/reverting-tape.ts';

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-killed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(buildProgram, 120_000);

const answerSchema = z.object({
  run: z.object({ state: z.string(), verdict: z.unknown(), best: z.unknown() }),
  trials: z.array(z.unknown()),
});

const homeOf = (name: string): string => join(folder, name);
const start = (home: string, ...args: readonly string[]): EngineProgram =>
  new EngineProgram(['search', ...args, '--json'], { QUARTERDECK_HOME: homeOf(home) });

async function answerOf(program: EngineProgram) {
  const { code, stdout, stderr } = await program.ended;
  expect([code, stderr.includes('quarterdeck:')]).toEqual([0, false]);
  return answerSchema.parse(JSON.parse(stdout));
}

/** The only search of a home, also while another process is at work on it. */
function newestSearch(home: string) {
  const store = openSearchMemory(homeOf(home), { now: () => 0 });
  try {
    return store.searches.list(1)[0];
  } finally {
    store.close();
  }
}

it('a search that was killed in the middle goes on to the same end', async () => {
  const order = [
    ...[
      '--strategy',
      'scalp_wick_reversal_blend',
      '--data',
      writeRevertingTape(folder, 1_440),
      '--limits',
      'open',
    ],
    ...['--space', 'stop_bps=10..60,target_bps=5..60', '--objective', 'net', '--seed', '5'],
    ...['--trials', '40', '--min-trades', '1', '--workers', '2'],
  ];
  const whole = await answerOf(start('whole', ...order));
  expect(whole.trials).toHaveLength(40);

  const victim = start('killed', ...order);
  await waitFor('some trials', () => (newestSearch('killed')?.trialsDone ?? 0) >= 5);
  await victim.kill('SIGKILL');
  const stopped = newestSearch('killed');
  expect(stopped?.state).toBe('stopped');
  expect(stopped?.trialsDone).toBeLessThan(40);

  const rest = await answerOf(start('killed', '--resume', stopped?.id ?? ''));
  expect(rest.trials).toEqual(whole.trials);
  expect(rest.run.state).toBe('done');
  expect(rest.run.verdict).toEqual(whole.run.verdict);
  expect(rest.run.best).toEqual(whole.run.best);
}, 180_000);
