import type { Clock } from '../../ports/clock.ts';
import type { ClientPipe } from './client-pipe.ts';

const MEBIBYTE = 1_048_576;
/** A client with more than this unread is sent nothing until it has read. */
const HOLD_BYTES = MEBIBYTE;
const CUT_BYTES = 8 * MEBIBYTE;
const CUT_AFTER_MS = 10_000;

/** How long a client may leave its messages unread. */
export class Patience {
  readonly #pipe: ClientPipe | undefined;
  readonly #clock: Clock;
  #heldSinceMs: number | undefined;

  constructor(pipe: ClientPipe | undefined, clock: Clock) {
    this.#pipe = pipe;
    this.#clock = clock;
  }

  advise(): 'send' | 'hold' | 'cut' {
    const unread = this.#pipe?.bufferedBytes() ?? 0;
    if (unread <= HOLD_BYTES) {
      this.#heldSinceMs = undefined;
      return 'send';
    }
    const now = this.#clock.monotonicMs();
    this.#heldSinceMs ??= now;
    return unread > CUT_BYTES || now - this.#heldSinceMs >= CUT_AFTER_MS ? 'cut' : 'hold';
  }
}
