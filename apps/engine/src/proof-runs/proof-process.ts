import { fork, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Scheduler } from '../ports/clock.ts';
import { proofArguments, type StartProofRun } from './proof-order.ts';

/** Kept of what the process writes. */
const LAST_WORDS = 2_000;
/** It clears its folders away and ends; whoever takes longer does neither. */
const GRACE_MS = 4_000;

export interface ProofProcessOptions {
  readonly scheduler: Pick<Scheduler, 'after'>;
  /** Bundled beside the engine. */
  readonly script?: URL;
  /** For the child's Node. */
  readonly nodeOptions?: readonly string[];
}

const bundledScript = (): URL => new URL('./proof-run.worker.ts', import.meta.url);

/** What the command line complained of last, without the name it begins with; else how the process ended. */
function describeEnd(lastWords: string, how: string): string {
  const complaint = /^(?:quarterdeck|error): (.+)$/gm;
  return [...lastWords.matchAll(complaint)].at(-1)?.[1] ?? `its process ended (${how})`;
}

/** Resolves once the process is gone. */
function endOf(child: ChildProcess): Promise<string> {
  let lastWords = '';
  child.stderr?.setEncoding('utf8');
  child.stderr?.on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-LAST_WORDS);
  });
  return new Promise((resolve) => {
    child.once('error', ({ message }) => resolve(message));
    child.once('close', (code, signal) => {
      resolve(describeEnd(lastWords, signal ?? `code ${String(code)}`));
    });
  });
}

/** The command line's own proof, in a process below everything else in priority that ends with the engine. */
export function createProofProcess(options: ProofProcessOptions): StartProofRun {
  const { scheduler, script = bundledScript(), nodeOptions = [] } = options;
  return (order) => {
    const child = fork(fileURLToPath(script), proofArguments(order), {
      execArgv: [...nodeOptions],
      // Nothing of ours but where to work: it can neither find nor name the data of this desk.
      env: { TMPDIR: tmpdir() },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const ended = endOf(child);
    const stop = (): void => {
      child.kill('SIGTERM');
      const insist = scheduler.after(GRACE_MS, () => child.kill('SIGKILL'));
      void ended.then(() => insist.cancel());
    };
    return { ended, stop };
  };
}
