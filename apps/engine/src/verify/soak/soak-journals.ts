import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import type { SessionId } from '@quarterdeck/core/kernel/ids';
import { judgeReplays } from '../parity/judge-replays.ts';
import { replayLife, type LifeEnd, type ReplayedLife } from '../parity/replay-life.ts';
import type { StageContext } from '../stage.ts';

interface SoakFolder {
  readonly folder: string;
  readonly desk: DeskOptions;
}

/** The journals of a soak, each read back as soon as its life is over: a long soak deletes the oldest to make room. */
export class SoakJournals {
  /** What reading them took, of the machine. */
  tookMs = 0;
  readonly #context: StageContext;
  readonly #soak: SoakFolder;
  readonly #lives: ReplayedLife[] = [];

  constructor(context: StageContext, soak: SoakFolder) {
    this.#context = context;
    this.#soak = soak;
  }

  async readBack(sessionId: SessionId, ended: LifeEnd): Promise<void> {
    const { clock, seed, signal } = this.#context;
    if (signal.aborted) return;
    const startedMs = clock.monotonicMs();
    const where = `seed ${seed}, life ${this.#lives.length + 1}`;
    const life = { ...this.#soak, sessionId, ended, where, signal };
    this.#lives.push(await replayLife(life));
    this.tookMs += clock.monotonicMs() - startedMs;
  }

  /** Once no life is to come any more. */
  judge(): void {
    judgeReplays(this.#context.findings, this.#lives, 'soak');
  }
}
