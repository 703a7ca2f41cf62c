import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { searchRequestSchema } from '@quarterdeck/core/contract/search.schema';
import { makeTapeFolder } from '../adapters/tapes/tape-files.fixture.ts';
import { openTrialPool } from './trial-pool.ts';

const folder = makeTapeFolder();

/** A worker that answers, and dies of one parameter. */
const MORTAL = `
import { parentPort } from 'node:worker_threads';
parentPort.on('message', ({ params }) => {
  if (params.x === 13) process.exit(3);
  parentPort.postMessage({ ok: true, score: params.x, summary: null, returns: [] });
});
`;

it('reports a worker that died as an outcome, and goes on with another', async () => {
  const script = folder.path('mortal.mjs');
  writeFileSync(script, MORTAL);
  const request = searchRequestSchema.parse({
    base: { strategies: ['scalp_ping_5s'], data: ['x.csv'] },
    space: { stop_bps: { min: 1, max: 2 } },
    workers: 1,
  });
  const base = { request, places: { home: folder.path('home'), configFile: 'none' } };
  const pool = openTrialPool(base, pathToFileURL(script));
  const run = (x: number) => pool.run({ params: { x }, span: { from: 0, to: 1 }, minTrades: 0 });
  try {
    expect(await run(1)).toMatchObject({ ok: true, score: 1 });
    expect(await run(13)).toEqual({ ok: false, error: 'the worker died: exit code 3' });
    expect(await run(2)).toMatchObject({ ok: true, score: 2 });
  } finally {
    await pool.close();
  }
});
