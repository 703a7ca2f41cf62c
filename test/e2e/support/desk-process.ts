import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { writeDeskConfig, type DeskPace } from './desk-config.ts';
import { writeGeneratedTapes } from './generated-tape.ts';
import { projectRoot, quarterdeckCommand } from './project-paths.ts';

const READY_WITHIN_MS = 60_000;
const STOPPED_WITHIN_MS = 20_000;
const TAPE_SPEED = '20';
const KEPT_LINES = 40;

const run = promisify(execFile);

/** A developer's own key must never pay for a test. */
const NO_KEYS = { ANTHROPIC_API_KEY: '', ANTHROPIC_BASE_URL: '', FRED_API_KEY: '' };

/** A process group ends with its last member: the console process outlives an engine that was killed. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody of it is left.
  }
}

/** A real engine with the real console on a folder of its own; the same folder and port again after a restart. */
export class DeskProcess {
  /** `http://localhost:<port>`. */
  url = '';
  /** The one-time link printed by the latest start. */
  printedLink = '';
  /** Whether it was down at any time since this was last set to false: then the browser saw refused connections. */
  wasDown = false;
  readonly folder = mkdtempSync(path.join(os.tmpdir(), 'quarterdeck-e2e-'));
  readonly #config: string;
  readonly #market: readonly string[];
  readonly #pace: DeskPace;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #groups: number[] = [];
  readonly #said: string[] = [];
  #child: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();

  /** `environment` beside the test's own, from which no key is ever taken. */
  constructor(pace: DeskPace, environment: Readonly<Record<string, string>> = {}) {
    this.#pace = pace;
    this.#environment = environment;
    this.#config = writeDeskConfig(this.folder, pace);
    this.#market =
      pace !== 'churning'
        ? []
        : ['--replay', ...writeGeneratedTapes(this.folder), '--speed', TAPE_SPEED];
  }

  /** Its `QUARTERDECK_HOME`. */
  get home(): string {
    return path.join(this.folder, 'data');
  }

  /** Holds the tables, and the venue's own book in `venue`. */
  get dataFolder(): string {
    const mode = this.#pace === 'churning' ? 'replay' : 'simulated';
    return path.join(this.home, `demo-${mode}`);
  }

  async start(): Promise<void> {
    const port = this.url === '' ? '0' : new URL(this.url).port;
    const args = ['start', '--port', port, '--config', this.#config, '--data', this.home];
    const child = spawn(process.execPath, [quarterdeckCommand, ...args, ...this.#market], {
      cwd: projectRoot,
      detached: true,
      env: { ...process.env, ...NO_KEYS, QUARTERDECK_LOG_LEVEL: 'warn', ...this.#environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    if (child.pid !== undefined) this.#groups.push(child.pid);
    this.#ended = new Promise((resolve) => child.once('exit', () => resolve()));
    this.printedLink = await this.#untilReady(child);
    this.url = new URL(this.printedLink).origin;
  }

  /** SIGKILL, to the engine alone, as a crash or an out-of-memory killer would. */
  async kill9(): Promise<void> {
    this.wasDown = true;
    this.#child?.kill('SIGKILL');
    await this.#ended;
  }

  async stop(): Promise<void> {
    this.wasDown = true;
    const insist = setTimeout(() => this.#child?.kill('SIGKILL'), STOPPED_WITHIN_MS);
    this.#child?.kill('SIGTERM');
    await this.#ended;
    clearTimeout(insist);
  }

  /** Stops it, ends what is left of any earlier run, and clears the folder away. */
  async dispose(): Promise<void> {
    if (this.#child?.exitCode === null && this.#child.signalCode === null) await this.stop();
    for (const group of this.#groups) killGroup(group);
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** One command of the command line against this desk; resolves to what it printed. */
  async cli(command: string, ...args: readonly string[]): Promise<string> {
    const all = [quarterdeckCommand, command, ...args, '--data', this.home];
    const { stdout } = await run(process.execPath, all, { cwd: projectRoot });
    return stdout.trim();
  }

  #untilReady(child: ChildProcess): Promise<string> {
    return new Promise((resolve, reject) => {
      const fail = (why: string) => {
        clearTimeout(late);
        reject(new Error(`${why}; it said:\n${this.#said.slice(-KEPT_LINES).join('\n')}`));
      };
      const late = setTimeout(() => fail('the desk was not ready in time'), READY_WITHIN_MS);
      child.once('exit', (code, signal) => fail(`the desk ended (${code ?? signal ?? '?'})`));
      const read = (text: string) => {
        this.#said.push(...text.split('\n').filter((line) => line !== ''));
        const link = /^console ready (http\S+)$/m.exec(text)?.[1];
        if (link === undefined) return;
        clearTimeout(late);
        resolve(link);
      };
      child.stdout?.setEncoding('utf8').on('data', read);
      child.stderr?.setEncoding('utf8').on('data', read);
    });
  }
}
