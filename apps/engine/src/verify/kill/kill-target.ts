import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { KillNews, KillOrder } from './kill-order.ts';

/** Kept of what a process writes that ends in a way it should not. */
const LAST_WORDS = 2_000;

/** How a process that was to be killed ended. */
export type TargetEnd =
  | { readonly type: 'killed' }
  /** Its load was over first: the point was not passed that often. */
  | { readonly type: 'lived' }
  | { readonly type: 'broke'; readonly error: string };

export interface KillTarget {
  /** Resolves once orders are on their way, or the process is gone. */
  readonly trading: Promise<void>;
  /** Rejects when the process could not do its work at all: then nothing has been shown. */
  readonly ended: Promise<TargetEnd>;
  kill(): void;
}

/** Bundled beside the engine; sources have none and need a loader. */
const scriptOf = (): URL => new URL('./kill-target.worker.ts', import.meta.url);
const flagsOf = (script: URL): readonly string[] =>
  script.pathname.endsWith('.ts') ? ['--import', 'tsx'] : [];

/** A process of its own that trades on the folder until it dies; it dies with us, and when the signal is aborted. */
export function startKillTarget(order: KillOrder, signal: AbortSignal): KillTarget {
  const script = scriptOf();
  const child = fork(fileURLToPath(script), [], {
    execArgv: [...flagsOf(script)],
    // It needs none of our environment, so it knows nothing of it.
    env: {},
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  const news = listen(child);
  if (signal.aborted) kill();
  else signal.addEventListener('abort', kill, { once: true });
  const ended = news.ended.finally(() => signal.removeEventListener('abort', kill));
  // One that has died already cannot be told; its end says why.
  child.send(order, () => undefined);
  return { trading: Promise.race([news.trading, ended.then(nothing, nothing)]), ended, kill };
}

const nothing = (): void => undefined;

function listen(child: ChildProcess): Pick<KillTarget, 'trading' | 'ended'> {
  let broke: TargetEnd | undefined;
  let lastWords = '';
  child.stderr?.setEncoding('utf8');
  child.stderr?.on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-LAST_WORDS);
  });
  const trading = new Promise<void>((resolve) => {
    child.on('message', (message) => {
      // Only our own script writes to this channel.
      const told = message as KillNews;
      if (told.type === 'trading') resolve();
      else broke = told;
    });
  });
  const ended = new Promise<TargetEnd>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve({ type: 'killed' });
      else if (code === 0) resolve(broke ?? { type: 'lived' });
      else reject(new Error(`the process to be killed ended (${signal ?? code}): ${lastWords}`));
    });
  });
  return { trading, ended };
}
