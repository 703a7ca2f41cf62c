import { Worker } from 'node:worker_threads';
import { denied, type Parsed } from '@quarterdeck/core/kernel/verdict';
import type { CounterfactualView } from '../api/decisions-port.ts';
import { reckonCounterfactual } from './counterfactual-book.ts';

type Answer = Parsed<CounterfactualView>;

const LIMITS = { maxOldGenerationSizeMb: 256 };
/** Results of horizons come by the hour: the same answer serves everybody who asks within this. */
const KEPT_MS = 60_000;

function bundledScript(): URL | undefined {
  const script = new URL('./counterfactual.worker.ts', import.meta.url);
  return script.pathname.endsWith('.js') ? script : undefined;
}

const died = (why: string) => denied('COUNTERFACTUAL_WORKER_DIED', { why });

function runInThread(script: URL, file: string): Promise<Answer> {
  return new Promise((resolve) => {
    const worker = new Worker(script, { workerData: file, resourceLimits: LIMITS });
    // An engine that stops does not wait for a summary.
    worker.unref();
    worker.once('message', resolve);
    worker.once('error', (error: unknown) => {
      resolve(died(error instanceof Error ? error.message : String(error)));
    });
    // After an answer this settles what is settled.
    worker.once('exit', (code) => {
      resolve(died(`exit code ${code}`));
    });
  });
}

/** Where the program is not bundled there is no script to start: tests reckon here. */
function run(file: string): Promise<Answer> {
  const script = bundledScript();
  if (script !== undefined) return runInThread(script, file);
  return Promise.resolve().then(() => reckonCounterfactual(file));
}

/** The counterfactual book in a thread of its own, once a minute at most, however many pages ask. */
export function createCounterfactualRunner(file: string, now: () => number): () => Promise<Answer> {
  let kept: { readonly ts: number; readonly answer: Promise<Answer> } | undefined;
  return async () => {
    const ts = now();
    if (kept === undefined || ts - kept.ts >= KEPT_MS) kept = { ts, answer: run(file) };
    const { answer } = kept;
    const summary = await answer;
    if (!summary.ok) kept = undefined;
    return summary;
  };
}
