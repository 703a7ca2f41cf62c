import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { OfferEnd, StartOffer } from './offer-order.ts';

/** Of JavaScript objects; trials hold the columns of both parts outside. */
const HEAP_MB = 1_024;

const bundledScript = (): URL => new URL('./offer.worker.ts', import.meta.url);

/** Resolves once the process is gone. */
function endOf(child: ChildProcess): Promise<OfferEnd> {
  let end: OfferEnd | undefined;
  child.on('message', (message) => {
    // Only our own script writes to this channel.
    end = message as OfferEnd;
  });
  return new Promise((resolve) => {
    child.once('error', ({ message }) => resolve({ type: 'failed', error: message }));
    child.once('close', (code, signal) => {
      const error = `the process ended (${signal ?? `code ${code ?? 'none'}`})`;
      resolve(end ?? { type: 'failed', error });
    });
  });
}

/** A process of its own below everything else in priority, as each backtest has one. */
export function createOfferProcess(script: URL = bundledScript()): StartOffer {
  return (order) => {
    const child = fork(fileURLToPath(script), [], {
      execArgv: ['--single-threaded-gc', `--max-old-space-size=${HEAP_MB}`],
      // It needs none of our environment, so it knows nothing of it.
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const ended = endOf(child);
    // One that has died already cannot be told; its end says why.
    child.send(order, () => undefined);
    return { ended, stop: () => void child.kill('SIGKILL') };
  };
}
