import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { swarmReportSchema, type SwarmReport } from './console-swarm-report.ts';
import type { EngineChild } from './engine-child.ts';
import type { BenchContext } from './measure.ts';

const WORKER = fileURLToPath(new URL('./console-swarm.worker.ts', import.meta.url));

/** Attached consoles in a process of their own. */
export class ConsoleSwarm {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Resolves when all are attached and their subscriptions sent. */
  static async attach(
    context: BenchContext,
    engine: EngineChild,
    consoles: number,
  ): Promise<ConsoleSwarm> {
    const swarm = new ConsoleSwarm(context.workspace.own(fork(WORKER)));
    await swarm.#ask({ url: engine.url, token: engine.token, consoles });
    return swarm;
  }

  /** What has been seen since the last time this was asked. */
  report(): Promise<SwarmReport> {
    return this.#ask('report');
  }

  close(): void {
    this.#child.disconnect();
  }

  #ask(question: object | string): Promise<SwarmReport> {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const onExit = (): void => reject(new Error('the consoles ended before they answered'));
      child.once('exit', onExit);
      child.once('message', (message) => {
        child.off('exit', onExit);
        const parsed = swarmReportSchema.safeParse(message);
        if (parsed.success) resolve(parsed.data);
        else reject(parsed.error);
      });
      child.send(question);
    });
  }
}
