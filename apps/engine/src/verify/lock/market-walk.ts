import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import { tsOfInput, type MarketInput } from '@quarterdeck/core/simulation/market-input';
import type { ProofEngine } from '../engine/proof-engine.ts';

/** A market that goes on in stretches, with room in between for hand-overs that take their time. */
export class MarketWalk {
  readonly #engine: Pick<ProofEngine, 'settleTo' | 'deliver'>;
  readonly #inputs: Iterator<MarketInput, undefined>;
  readonly #signal: AbortSignal;
  #next: MarketInput | undefined;
  delivered = 0;

  constructor(
    engine: Pick<ProofEngine, 'settleTo' | 'deliver'>,
    inputs: Iterator<MarketInput, undefined>,
    signal: AbortSignal,
  ) {
    this.#engine = engine;
    this.#inputs = inputs;
    this.#signal = signal;
    this.#next = this.#take();
  }

  async to(ts: EpochMs): Promise<void> {
    while (this.#next !== undefined && tsOfInput(this.#next) <= ts && !this.#signal.aborted) {
      await this.#engine.settleTo(tsOfInput(this.#next));
      this.#engine.deliver(this.#next);
      this.delivered += 1;
      this.#next = this.#take();
    }
    await this.#engine.settleTo(ts);
  }

  #take(): MarketInput | undefined {
    const step = this.#inputs.next();
    return step.done === true ? undefined : step.value;
  }
}
