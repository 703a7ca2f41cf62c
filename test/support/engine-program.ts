import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { callControl } from '../../apps/engine/src/api/control/control-client.ts';
import type { ControlStatus } from '../../apps/engine/src/api/control/control-protocol.ts';
import type { EngineHome } from './engine-home.ts';

const ENGINE = join(import.meta.dirname, '../../apps/engine');
const PROGRAM = join(ENGINE, 'dist/cli.js');
const PATIENCE_MS = 45_000;

export interface ProgramEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Bundles what is stale, once: a dozen engines that start together would each do it. For a file's `beforeAll`. */
export function buildProgram(): Promise<void> {
  return new Promise((resolve, reject) => {
    const launcher = join(ENGINE, 'bin/quarterdeck.mjs');
    const child = spawn(process.execPath, [launcher, '--help'], { stdio: 'ignore' });
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the engine could not be bundled (exit ${String(code)})`));
    });
  });
}

/** One run of the real program in a process of its own. */
export class EngineProgram {
  readonly ended: Promise<ProgramEnd>;
  readonly #child: ChildProcess;
  #stdout = '';
  #stderr = '';
  #hasEnded = false;
  #notify: () => void = () => undefined;

  constructor(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    this.#child = spawn(process.execPath, [PROGRAM, ...args], {
      // A developer's own key must never pay for a test.
      env: {
        ...process.env,
        ANTHROPIC_API_KEY: '',
        QUARTERDECK_LOG_LEVEL: 'error',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout?.on('data', (chunk: Buffer) => {
      this.#stdout += chunk.toString('utf8');
      this.#notify();
    });
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.#stderr += chunk.toString('utf8')));
    this.ended = new Promise((resolve) => {
      this.#child.on('close', (code, signal) => {
        this.#hasEnded = true;
        this.#notify();
        resolve({ code, signal, stdout: this.#stdout, stderr: this.#stderr });
      });
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get stdout(): string {
    return this.#stdout;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  kill(signal: NodeJS.Signals): Promise<ProgramEnd> {
    this.#child.kill(signal);
    return this.ended;
  }

  /** Rejects with everything the program said when it ends, or says nothing of the kind, in time. */
  waitForLine(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const give = (why: string): void => {
        clearTimeout(timer);
        this.#notify = () => undefined;
        reject(new Error(`${why} before "${text}":\n${this.#stdout}${this.#stderr}`));
      };
      const timer = setTimeout(() => give('too late'), PATIENCE_MS);
      this.#notify = () => {
        if (this.#stdout.includes(text)) {
          clearTimeout(timer);
          this.#notify = () => undefined;
          resolve();
        } else if (this.#hasEnded) give('ended');
      };
      this.#notify();
    });
  }
}

/** A started engine of one home; `ready` when its doors are open. */
export function startEngineOf(
  home: EngineHome,
  options: { readonly failpoint?: string; readonly args?: readonly string[] } = {},
): EngineProgram {
  const { failpoint, args = [] } = options;
  const places = ['--data', home.home, '--config', home.configFile];
  return new EngineProgram(
    ['start', '--no-console', ...places, ...args],
    failpoint === undefined ? {} : { QUARTERDECK_FAILPOINT: failpoint },
  );
}

export async function startReadyEngine(home: EngineHome): Promise<EngineProgram> {
  const engine = startEngineOf(home);
  await engine.waitForLine('engine ready');
  return engine;
}

/** One command line against one home, to its end. */
export function runCommand(home: EngineHome, ...args: readonly string[]): Promise<ProgramEnd> {
  return new EngineProgram([...args, '--data', home.home]).ended;
}

export const statusOf = (home: EngineHome): Promise<ControlStatus> =>
  callControl(home.socketPath, { method: 'status' });

let commands = 0;
/** Made new for every act. */
export const newCommandId = (): string => `test-${process.pid}-${String((commands += 1))}`;

export const pauseMs = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));

/** Asks until it holds; the error names what was waited for. */
export async function waitFor(
  what: string,
  holds: () => Promise<boolean> | boolean,
): Promise<void> {
  const tsGiveUp = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > tsGiveUp) throw new Error(`waited in vain for ${what}`);
    await pauseMs(25);
  }
}
