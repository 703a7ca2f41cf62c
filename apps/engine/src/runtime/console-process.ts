import { spawn, type ChildProcess } from 'node:child_process';
import type { Scheduler } from '../ports/clock.ts';

export interface ConsoleProcessOptions {
  /** The Next command line file. */
  readonly command: string;
  /** Folder of the built console. */
  readonly folder: string;
  readonly port: number;
  /** Passed on whole: it holds what the child may know, nothing of ours. */
  readonly environment: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
}

class ConsoleProcessError extends Error {
  override readonly name = 'ConsoleProcessError';
}

/**
 * Loaded into the child before anything else: its input is a pipe that we hold, and the system closes it when we die,
 * however that happens. Without this a killed engine would leave its console process behind.
 */
const ENDS_WITH_US = 'data:text/javascript,process.stdin.on("end",()=>process.exit(0)).resume()';

/** The console holds nothing that would have to be kept. */
const KILL_AFTER_MS = 500;

/**
 * Closes the child's input, at which it ends at once. SIGTERM would make Next wait for every connection that we keep
 * open to it, so for itself.
 */
function stopChild(child: ChildProcess, scheduler: Pick<Scheduler, 'after'>): void {
  child.stdin?.end();
  const insist = scheduler.after(KILL_AFTER_MS, () => child.kill('SIGKILL'));
  // A timer that is left would keep us alive after the child.
  child.once('exit', () => insist.cancel());
}

/**
 * Runs the console server until it ends or the signal says stop; rejects when it ends by itself, so that the
 * supervisor starts it again. It listens on loopback only and knows no secret.
 */
export function runConsoleProcess(
  options: ConsoleProcessOptions,
  signal: AbortSignal,
  scheduler: Pick<Scheduler, 'after'>,
): Promise<void> {
  const { command, folder, port, environment, onLine } = options;
  const child = spawn(
    process.execPath,
    ['--import', ENDS_WITH_US, command, 'start', '-H', '127.0.0.1', '-p', String(port)],
    {
      cwd: folder,
      env: environment,
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      for (const line of text.split('\n')) if (line.trim() !== '') onLine(line.trim());
    });
  }
  // A child that has just died cannot be told anything.
  child.stdin.on('error', () => undefined);
  const stop = (): void => stopChild(child, scheduler);
  signal.addEventListener('abort', stop, { once: true });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, by) => {
      signal.removeEventListener('abort', stop);
      if (signal.aborted) resolve();
      else
        reject(
          new ConsoleProcessError(`the console process ended (${by ?? `code ${code ?? 'none'}`})`),
        );
    });
  });
}
