import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { Clock } from '../../ports/clock.ts';

/** Wall time by which the running tape is trailed, so that an input is always there before the clock passes it. */
const LAG_MS = 250;

/**
 * The desk's clock while a tape plays: the time of the newest step, and between two inputs it walks on at the
 * tape's speed. At full speed it stands still between inputs; when the tape has ended it goes on at the wall's pace,
 * so that orders on their way still arrive.
 */
export class TapeClock implements Clock {
  readonly #wall: Clock;
  #rate: number;
  #lagMs = LAG_MS;
  #tsBase: EpochMs;
  #baseMs: number;

  constructor(options: {
    readonly wall: Clock;
    readonly tsStart: EpochMs;
    readonly speed: number | 'max';
  }) {
    this.#wall = options.wall;
    this.#rate = options.speed === 'max' ? 0 : options.speed;
    this.#tsBase = options.tsStart;
    this.#baseMs = options.wall.monotonicMs();
  }

  now(): EpochMs {
    const elapsedMs = this.#wall.monotonicMs() - this.#baseMs - this.#lagMs;
    return this.#tsBase + Math.floor(Math.max(0, elapsedMs) * this.#rate);
  }

  monotonicMs(): number {
    return this.#wall.monotonicMs();
  }

  /** A step at `ts` is being handled. */
  follow(ts: EpochMs): void {
    if (ts < this.#tsBase) return;
    this.#tsBase = ts;
    this.#baseMs = this.#wall.monotonicMs();
  }

  tapeEnded(): void {
    this.follow(this.now());
    this.#rate = 1;
    this.#lagMs = 0;
  }
}
