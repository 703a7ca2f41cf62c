import type { Clock } from '../ports/clock.ts';
import type { HealthView } from '../api/operator-port.ts';

export interface HeartbeatOptions {
  readonly clock: Clock;
  readonly state: () => string;
  readonly eventSeq: () => number;
  readonly url: () => string;
  readonly pid: number;
  readonly write: (beat: Record<string, unknown>) => void;
}

const STALE_AFTER_MS = 5_000;

/** Says every second, in a file, that the engine's event loop still turns. */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  #tsBeat = 0;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
  }

  beat(): void {
    const { clock, state, eventSeq, url, pid, write } = this.#options;
    this.#tsBeat = clock.now();
    // An outside watcher compares it with the machine's time, which may have been set back since the start.
    const ts = this.#tsBeat - (clock.aheadOfWallMs?.() ?? 0);
    write({ ts, pid, state: state(), eventSeq: eventSeq(), url: url() });
  }

  health(): HealthView {
    const engine = this.#options.state();
    const isLate = this.#options.clock.now() - this.#tsBeat > STALE_AFTER_MS;
    const isUp = engine === 'running' && !isLate;
    const isStarting = engine === 'starting' || engine === 'reconciling';
    const status = isUp ? 'ok' : isStarting ? 'starting' : 'impaired';
    return { status, engine, tsHeartbeat: this.#tsBeat };
  }
}
