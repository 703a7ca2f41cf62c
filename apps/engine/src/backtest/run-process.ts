import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RunEnd, RunNews, StartRun } from './run-order.ts';

/** Of JavaScript objects; columns are streamed and lie outside. */
const HEAP_MB = 1_024;
/** One thread, the one whose priority is low: V8's helpers would keep the engine's. */
export const RUN_FLAGS: readonly string[] = [
  '--single-threaded-gc',
  `--max-old-space-size=${HEAP_MB}`,
];
/** Kept of what a dying process writes. */
const LAST_WORDS = 2_000;

export interface RunProcessOptions {
  /** Bundled beside the engine. */
  readonly script?: URL;
  /** For the child's Node, besides our own. */
  readonly nodeOptions?: readonly string[];
}

const bundledScript = (): URL => new URL('./backtest-run.worker.ts', import.meta.url);

function describeDeath(lastWords: string, code: number | null, signal: string | null): string {
  if (/heap out of memory/i.test(lastWords)) {
    return `the run needed more memory than it may have (${HEAP_MB} MB)`;
  }
  return `the process of the run ended (${signal ?? `code ${code ?? 'none'}`})`;
}

/** Resolves once the process is gone. */
function endOf(child: ChildProcess, onProgress: (fraction: number) => void): Promise<RunEnd> {
  let end: RunEnd | undefined;
  let lastWords = '';
  child.stderr?.setEncoding('utf8');
  child.stderr?.on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-LAST_WORDS);
  });
  child.on('message', (message) => {
    // Only our own script writes to this channel.
    const news = message as RunNews;
    if (news.type === 'progress') onProgress(news.fraction);
    else end = news;
  });
  return new Promise((resolve) => {
    child.once('error', ({ message }) => resolve({ type: 'failed', error: message }));
    child.once('close', (code, signal) => {
      resolve(end ?? { type: 'failed', error: describeDeath(lastWords, code, signal) });
    });
  });
}

/**
 * A process of its own for each run, below everything else in priority: its memory, its garbage collection and its
 * death are not the engine's.
 */
export function createRunProcess(options: RunProcessOptions = {}): StartRun {
  const { script = bundledScript(), nodeOptions = [] } = options;
  return (order, onProgress) => {
    const child = fork(fileURLToPath(script), [], {
      execArgv: [...nodeOptions, ...RUN_FLAGS],
      // It needs none of our environment, so it knows nothing of it.
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let isStopped = false;
    const ended = endOf(child, onProgress).then((end): RunEnd =>
      isStopped ? { type: 'ended' } : end,
    );
    // One that has died already cannot be told; its end says why.
    child.send(order, () => undefined);
    return {
      ended,
      stop: () => {
        isStopped = true;
        child.kill('SIGKILL');
      },
    };
  };
}
