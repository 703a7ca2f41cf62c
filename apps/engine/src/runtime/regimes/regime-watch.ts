import { HOUR_MS, type EpochMs } from '@quarterdeck/core/kernel/clock';
import type { AgentEventBody } from '@quarterdeck/core/model/agent/agent-event';
import type { RegimeFact, RegimeFacts } from '@quarterdeck/core/model/agent/regime-facts';

interface RegimeReader {
  read(now: EpochMs): Promise<RegimeFact>;
}

export interface RegimeWatchOptions {
  readonly crypto: RegimeReader;
  readonly macro: RegimeReader;
  /** The desk's time. */
  readonly now: () => EpochMs;
  /** A new session's desk has been told nothing yet. */
  readonly sessionId: () => string;
  readonly dispatch: (body: AgentEventBody) => void;
}

const READ_AGAIN_MS = HOUR_MS;

/** Reads both regimes at the start and every hour of the desk's time, and tells the desk what has changed. */
export class RegimeWatch {
  readonly #options: RegimeWatchOptions;
  #tsRead: EpochMs | undefined;
  #sessionRead: string | undefined;
  #told: string | undefined;

  constructor(options: RegimeWatchOptions) {
    this.#options = options;
  }

  async check(signal: AbortSignal): Promise<void> {
    const now = this.#options.now();
    const sessionId = this.#options.sessionId();
    if (!this.#isDue(now, sessionId)) return;
    // A stop does not wait for FRED.
    const regimes = await Promise.race([this.#read(now), abortOf(signal)]);
    if (regimes === undefined || signal.aborted) return;
    this.#tsRead = now;
    this.#sessionRead = sessionId;
    const news = JSON.stringify([sessionId, regimes]);
    if (news === this.#told) return;
    this.#told = news;
    this.#options.dispatch({ type: 'RegimesRead', regimes });
  }

  async #read(now: EpochMs): Promise<RegimeFacts> {
    const { crypto, macro } = this.#options;
    return { crypto: await crypto.read(now), macro: await macro.read(now) };
  }

  #isDue(now: EpochMs, sessionId: string): boolean {
    if (this.#tsRead === undefined || sessionId !== this.#sessionRead) return true;
    return now - this.#tsRead >= READ_AGAIN_MS;
  }
}

const abortOf = (signal: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
