import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { callControl } from '../../api/control/control-client.ts';
import { controlSocketPath } from '../../api/control/control-socket-path.ts';
import { dataFolderOf } from '../../runtime/start/data-folder.ts';
import { projectRoot } from '../../runtime/start/project-paths.ts';
import type { BenchContext } from './measure.ts';
import { parseMetrics } from './metrics-text.ts';
import { pause } from './pause.ts';
import { killAndWait } from './workspace.ts';

/** The bundle, without the launcher that rebuilds it: sources may change while a measure runs. */
const ENGINE_FILE = path.join(projectRoot, 'apps/engine/dist/cli.js');
/** What `npm start` gives Node. */
const NODE_FLAGS_FILE = path.join(projectRoot, 'apps/engine/node-flags.json');
const ACCOUNT = 'demo';
const START_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 20_000;
const POLL_MS = 5;

interface PrintedLine {
  readonly text: string;
  /** Since the child was spawned. */
  readonly atMs: number;
}

export interface EngineChildOptions {
  readonly context: BenchContext;
  readonly configFile: string;
  /** Holds the account's folder. */
  readonly home: string;
  /** All that it is given; the bench's own environment when absent. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A real engine in a process of its own, spoken to over its own doors. */
export class EngineChild {
  readonly lines: PrintedLine[] = [];
  readonly dataFolder: string;
  url = '';
  token = '';
  /** From spawn to an engine that answers over HTTP that it is running. */
  readyMs = Number.NaN;
  readonly #context: BenchContext;
  readonly #child: ChildProcess;
  readonly #spawnedMs: number;
  #complaint = '';

  private constructor(options: EngineChildOptions) {
    const { context, configFile, home, environment } = options;
    this.#context = context;
    this.dataFolder = dataFolderOf(home, ACCOUNT, 'simulated');
    const { clock } = context.ports;
    this.#spawnedMs = clock.monotonicMs();
    const flags = ['--no-console', '--port', '0', '--data', home, '--config', configFile];
    const nodeFlags = z.array(z.string()).parse(JSON.parse(readFileSync(NODE_FLAGS_FILE, 'utf8')));
    const child = spawn(process.execPath, [...nodeFlags, ENGINE_FILE, 'start', ...flags], {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(environment !== undefined && { env: { ...environment } }),
    });
    this.#child = context.workspace.own(child);
    child.stdout.setEncoding('utf8').on('data', (text: string) => this.#read(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#complaint = text));
  }

  static async start(options: EngineChildOptions): Promise<EngineChild> {
    if (!existsSync(ENGINE_FILE)) throw new Error('the engine has not been bundled');
    const engine = new EngineChild(options);
    await engine.#waitUntilRunning();
    const socketPath = controlSocketPath(engine.dataFolder);
    const label = `bench-${options.context.ports.randomId(8)}`;
    engine.token = (await callControl(socketPath, { method: 'create-token', label })).token;
    return engine;
  }

  async metrics(): Promise<ReadonlyMap<string, number>> {
    const answer = await fetch(`${this.url}/metrics`, { headers: this.#headers() });
    return parseMetrics(await answer.text());
  }

  /** A procedure of the API, as the console calls it. Throws when it is refused. */
  async mutate(procedure: string, input: object): Promise<unknown> {
    const answer = await fetch(`${this.url}/trpc/${procedure}`, {
      method: 'POST',
      headers: { ...this.#headers(), 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    const body: unknown = await answer.json();
    if (!answer.ok) throw new Error(`${procedure}: ${JSON.stringify(body).slice(0, 300)}`);
    return body;
  }

  /** Asked to stop; what it has written is whole afterwards. */
  async stop(): Promise<void> {
    const { scheduler } = this.#context.ports;
    const ended = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    if (this.#hasEnded()) return;
    this.#child.kill('SIGTERM');
    await Promise.race([ended, pause(scheduler, STOP_WITHIN_MS)]);
    await this.kill();
  }

  kill(): Promise<void> {
    return killAndWait(this.#child);
  }

  /** When the line that starts with this was printed, since the spawn. */
  lineAtMs(start: string): number {
    return this.lines.find(({ text }) => text.startsWith(start))?.atMs ?? Number.NaN;
  }

  #headers(): Record<string, string> {
    return { authorization: `Bearer ${this.token}` };
  }

  #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  #read(text: string): void {
    const atMs = this.#context.ports.clock.monotonicMs() - this.#spawnedMs;
    for (const line of text.split('\n')) if (line !== '') this.lines.push({ text: line, atMs });
    this.url ||= /front door open: (\S+)/.exec(text)?.[1] ?? '';
  }

  async #waitUntilRunning(): Promise<void> {
    const { clock, scheduler } = this.#context.ports;
    while (!(await this.#isRunning())) {
      if (this.#hasEnded()) throw new Error(`the engine ended: ${this.#complaint.slice(0, 300)}`);
      if (clock.monotonicMs() - this.#spawnedMs > START_WITHIN_MS) {
        throw new Error(`the engine is not running after ${START_WITHIN_MS} ms`);
      }
      await pause(scheduler, POLL_MS);
    }
    this.readyMs = clock.monotonicMs() - this.#spawnedMs;
  }

  async #isRunning(): Promise<boolean> {
    if (this.url === '') return false;
    try {
      const answer = await fetch(`${this.url}/healthz`);
      const health: unknown = await answer.json();
      // Only a desk that runs, with a heart that beats, says so.
      return (
        typeof health === 'object' &&
        health !== null &&
        'status' in health &&
        health.status === 'ok'
      );
    } catch {
      return false;
    }
  }
}
