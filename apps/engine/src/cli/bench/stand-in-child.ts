import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../runtime/start/project-paths.ts';
import type { BenchContext } from './measure.ts';

const STAND_IN = 'test/venues/anthropic/serve.ts';
const startedSchema = z.object({ baseUrl: z.url() });

/** The stand-in for the provider, which belongs to the tests: only where they are can a measure use it. */
export class StandInChild {
  readonly #child: ChildProcess;
  readonly baseUrl: string;

  private constructor(child: ChildProcess, baseUrl: string) {
    this.#child = child;
    this.baseUrl = baseUrl;
  }

  /** Undefined where the project came without its tests. */
  static async start({ workspace }: BenchContext): Promise<StandInChild | undefined> {
    const file = path.join(projectRoot, STAND_IN);
    if (!existsSync(file) || !existsSync(path.join(projectRoot, 'node_modules/tsx'))) {
      return undefined;
    }
    const child = workspace.own(
      fork(file, [], {
        cwd: projectRoot,
        execArgv: ['--import', 'tsx'],
        env: {},
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      }),
    );
    const ended = once(child, 'exit').then(() => {
      throw new Error('the stand-in did not start');
    });
    const [started] = (await Promise.race([once(child, 'message'), ended])) as unknown[];
    ended.catch(() => undefined);
    return new StandInChild(child, startedSchema.parse(started).baseUrl);
  }

  /** Resolves when the stand-in knows: the next question is asked at that time. */
  async tell(told: { readonly now: number; readonly says?: string }): Promise<void> {
    const heard = once(this.#child, 'message');
    this.#child.send(told);
    await heard;
  }
}
