import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import { tsOfInput } from '@quarterdeck/core/simulation/market-input';
import type { MarketInput } from '../../ports/venue.ts';
import type { Tape, TapeBatch } from './tape.ts';

/** Inputs of one merged batch, unless one tape holds more in a row. */
const MERGED_BATCH = 4_096;

/** One tape being read: the newest batch and how much of it has been taken. */
class TapeHand {
  readonly #iterator: AsyncIterator<TapeBatch>;
  #batch: TapeBatch = [];
  #index = 0;
  #tsFront: EpochMs = Infinity;

  constructor(tape: Tape) {
    this.#iterator = tape.batches()[Symbol.asyncIterator]();
  }

  /** Delivery time of the next input; Infinity when the batch is used up. */
  get tsFront(): EpochMs {
    return this.#tsFront;
  }

  get isBatchUsedUp(): boolean {
    return this.#index >= this.#batch.length;
  }

  /** False when the tape has ended. */
  async refill(): Promise<boolean> {
    while (this.isBatchUsedUp) {
      const next = await this.#iterator.next();
      if (next.done === true) return false;
      this.#batch = next.value;
      this.#index = 0;
      this.#findFront();
    }
    return true;
  }

  /** Moves inputs of this batch that come before `tsLimit` (or at it, where `takesTies`). */
  takeUpTo(inputs: MarketInput[], tsLimit: EpochMs, takesTies: boolean): void {
    while (this.#tsFront < tsLimit || (takesTies && this.#tsFront === tsLimit)) {
      const input = this.#batch[this.#index];
      if (input === undefined) return;
      inputs.push(input);
      this.#index += 1;
      this.#findFront();
    }
  }

  async close(): Promise<void> {
    await this.#iterator.return?.();
  }

  #findFront(): void {
    const front = this.#batch[this.#index];
    this.#tsFront = front === undefined ? Infinity : tsOfInput(front);
  }
}

/** The tape whose turn it is: earliest front, the one named first among equals. */
function earliestOf(hands: readonly TapeHand[]): number {
  let earliest = 0;
  for (let index = 1; index < hands.length; index += 1) {
    if ((hands[index]?.tsFront ?? Infinity) < (hands[earliest]?.tsFront ?? Infinity)) {
      earliest = index;
    }
  }
  return earliest;
}

/** Takes from the earliest tape as much as comes before every other one. */
function takeTurn(hands: readonly TapeHand[], inputs: MarketInput[]): TapeHand | undefined {
  const turn = earliestOf(hands);
  let tsLimit: EpochMs = Infinity;
  let rival = hands.length;
  for (const [index, hand] of hands.entries()) {
    if (index !== turn && hand.tsFront < tsLimit) {
      tsLimit = hand.tsFront;
      rival = index;
    }
  }
  const hand = hands[turn];
  hand?.takeUpTo(inputs, tsLimit, turn < rival);
  return hand;
}

async function* mergeHands(hands: TapeHand[]): AsyncGenerator<TapeBatch> {
  let inputs: MarketInput[] = [];
  while (hands.length > 0) {
    const hand = takeTurn(hands, inputs);
    if (inputs.length >= MERGED_BATCH) {
      yield inputs;
      inputs = [];
    }
    if (hand?.isBatchUsedUp !== true) continue;
    // A used-up batch hides what comes next in its tape: refill before anyone else moves on.
    try {
      if (!(await hand.refill())) hands.splice(hands.indexOf(hand), 1);
    } catch (error) {
      // What stands before the bad row is good and was asked for.
      if (inputs.length > 0) yield inputs;
      throw error;
    }
  }
  if (inputs.length > 0) yield inputs;
}

/**
 * Several tapes as one, by delivery time. Stable: at equal times the tape named first comes first, and
 * within a tape the order of its rows stands. Only one batch of each tape is in memory.
 */
export async function* mergeTapes(tapes: readonly Tape[]): AsyncGenerator<TapeBatch> {
  const [only] = tapes;
  if (only !== undefined && tapes.length === 1) {
    yield* only.batches();
    return;
  }
  const hands = tapes.map((tape) => new TapeHand(tape));
  try {
    const filled = await Promise.all(hands.map((hand) => hand.refill()));
    yield* mergeHands(hands.filter((_, index) => filled[index] === true));
  } finally {
    await Promise.all(hands.map((hand) => hand.close()));
  }
}
