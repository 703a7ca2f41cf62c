import { MINUTE_MS } from '@quarterdeck/core/kernel/clock';
import type { Clock } from '../../ports/clock.ts';

/** How long a session is believed that the tables confirmed and can no longer be asked about. */
export const PROOF_LIFE_MS = 5 * MINUTE_MS;
const MAX_PROVEN = 200;

interface Proof {
  readonly userName: string;
  readonly provenMs: number;
}

/**
 * Sessions the tables have just confirmed, by hash. A disk that fails must not keep the operator from the lock:
 * for a while the last answer stands in for the one that cannot be had.
 */
export class ProvenSessions {
  readonly #clock: Clock;
  readonly #proofs = new Map<string, Proof>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(hash: string, userName: string): void {
    // Newest last, so that the first is the one to go.
    this.#proofs.delete(hash);
    this.#proofs.set(hash, { userName, provenMs: this.#clock.monotonicMs() });
    const [oldest] = this.#proofs.keys();
    if (this.#proofs.size > MAX_PROVEN && oldest !== undefined) this.#proofs.delete(oldest);
  }

  forget(hash: string): void {
    this.#proofs.delete(hash);
  }

  find(hash: string): string | undefined {
    const proof = this.#proofs.get(hash);
    if (proof === undefined) return undefined;
    return this.#clock.monotonicMs() - proof.provenMs < PROOF_LIFE_MS ? proof.userName : undefined;
  }
}
