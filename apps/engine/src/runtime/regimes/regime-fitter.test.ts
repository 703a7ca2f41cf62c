import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createRng } from '@quarterdeck/core/kernel/rng';
import { fitHmm } from '@quarterdeck/core/market/regimes/fit-hmm';
import { VirtualClock } from '../../adapters/system/virtual-clock.ts';
import { createRegimeFitter } from './regime-fitter.ts';

const OPTIONS = { min_returns: 60, max_iterations: 500, tolerance: 1e-6, min_occupancy: 0.02 };
const TIMEOUT_MS = 20_000;

/** Blocks of calm and of wild days. */
function makeReturns(days = 400): Float64Array {
  const rng = createRng(3);
  return Float64Array.from({ length: days }, (_, day) => {
    const size = Math.floor(day / 50) % 2 === 0 ? 0.01 : 0.05;
    return size * rng.gaussian();
  });
}

const task = { returns: makeReturns(), options: OPTIONS };

function open(options: { script?: URL } = {}) {
  const clock = new VirtualClock();
  const fitter = createRegimeFitter({ scheduler: clock, timeoutMs: TIMEOUT_MS, ...options });
  onTestFinished(() => fitter.stop());
  return { clock, fitter };
}

function openFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-fit-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A thread that does what the text says. */
function scriptOf(text: string): URL {
  const file = path.join(openFolder(), 'stand-in.mjs');
  writeFileSync(file, `import { parentPort } from 'node:worker_threads';\n${text}\n`);
  return pathToFileURL(file);
}

const STALLED = 'setInterval(() => undefined, 1_000);';

describe('the thread itself', () => {
  /** Bundled as the engine's build does it: a thread starts from plain JavaScript. */
  async function openThread() {
    const outfile = path.join(openFolder(), 'regime-fit.worker.mjs');
    const source = path.join(import.meta.dirname, 'regime-fit.worker.ts');
    await build({ entryPoints: [source], outfile, bundle: true, format: 'esm', platform: 'node' });
    return open({ script: pathToFileURL(outfile) });
  }

  it('finds the same fit as core does, bit by bit, and leaves no timer behind', async () => {
    const { clock, fitter } = await openThread();
    expect(await fitter.start(task).done).toEqual(fitHmm(task.returns, OPTIONS));
    expect(clock.pendingTimers).toBe(0);
  });

  it('passes on what core refuses, as a value', async () => {
    const { fitter } = await openThread();
    const short = { ...task, returns: task.returns.slice(0, 10) };
    expect(await fitter.start(short).done).toMatchObject({
      ok: false,
      code: 'RETURNS_TOO_FEW',
      numbers: { returns: 10, least: 60 },
    });
  });
});

describe('a thread that comes to nothing is one typed failure', () => {
  it('when it takes too long: it is cut off', async () => {
    const { clock, fitter } = open({ script: scriptOf(STALLED) });
    const fit = fitter.start(task);
    clock.advanceBy(TIMEOUT_MS);
    expect(await fit.done).toEqual({
      ok: false,
      code: 'FIT_TIMED_OUT',
      numbers: { timeoutMs: TIMEOUT_MS },
    });
  });

  it('when it is cancelled', async () => {
    const { clock, fitter } = open({ script: scriptOf(STALLED) });
    const fit = fitter.start(task);
    fit.cancel();
    expect(await fit.done).toMatchObject({ ok: false, code: 'FIT_CANCELLED' });
    expect(clock.pendingTimers).toBe(0);
  });

  it.each([
    ['exits', 'process.exit(3);', 'exit code 3'],
    ['throws', "throw new Error('out of luck');", 'out of luck'],
    ['ends without an answer', '', 'exit code 0'],
  ])('when it %s', async (_, text, why) => {
    const { fitter } = open({ script: scriptOf(text) });
    expect(await fitter.start(task).done).toEqual({
      ok: false,
      code: 'FIT_WORKER_DIED',
      numbers: { why },
    });
  });

  it('when the fitter stops, which waits for every thread to end', async () => {
    const { fitter } = open({ script: scriptOf(STALLED) });
    const fits = [fitter.start(task), fitter.start(task)];
    await fitter.stop();
    for (const fit of fits) expect(await fit.done).toMatchObject({ code: 'FIT_CANCELLED' });
  });

  it('and the next fit is made by another thread', async () => {
    const { fitter } = open({
      script: scriptOf("parentPort.postMessage({ ok: true, value: 'fit' });"),
    });
    const first = fitter.start(task);
    first.cancel();
    expect(await first.done).toMatchObject({ code: 'FIT_CANCELLED' });
    expect(await fitter.start(task).done).toEqual({ ok: true, value: 'fit' });
  });
});

it('without a bundle the fit is made in this thread', async () => {
  const { fitter } = open();
  expect(await fitter.start(task).done).toEqual(fitHmm(task.returns, OPTIONS));
});
