import { asPrice, qty } from '@quarterdeck/core/kernel/decimal';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { Rng } from '@quarterdeck/core/kernel/rng';
import type { MarketInput } from '@quarterdeck/core/simulation/market-input';
import type { DrillInstrument } from '../drill/drill-instruments.ts';

const CENT = 1_000_000n;
const DEPTH = qty('1000000');
/** Furthest step between two quotes, in parts of the price: a day of them moves a market by a few percent. */
const STEP_PARTS = 20_000n;
const STEPS = 7;

/** Markets that take turns; they walk on while nobody hears them. */
export class SoakMarket {
  readonly #instruments: readonly DrillInstrument[];
  readonly #rng: Rng;
  readonly #bids: bigint[];
  #turn = 0;

  constructor(instruments: readonly DrillInstrument[], rng: Rng) {
    this.#instruments = instruments;
    this.#rng = rng;
    this.#bids = instruments.map(({ firstPrice }) => firstPrice);
  }

  /** The next symbol's turn. */
  next(tsEvent: EpochMs): Extract<MarketInput, { type: 'quote' }> {
    const index = this.#turn;
    this.#turn = (index + 1) % this.#instruments.length;
    const instrument = this.#instruments[index];
    if (instrument === undefined) throw new RangeError('a market without instruments');
    const bid = asPrice(this.#walk(index, instrument.firstPrice));
    const ask = asPrice(bid + CENT);
    const { symbol } = instrument;
    return {
      type: 'quote',
      quote: { symbol, bid, ask, bidQty: DEPTH, askQty: DEPTH, tsEvent },
    };
  }

  #walk(index: number, first: bigint): bigint {
    const draw = Math.floor(this.#rng.next() * (2 * STEPS + 1)) - STEPS;
    const step = ((first / STEP_PARTS) * BigInt(draw)) / BigInt(STEPS);
    const walked = (((this.#bids[index] ?? first) + step) / CENT) * CENT;
    const bid = walked > first / 2n && walked < first * 2n ? walked : first;
    this.#bids[index] = bid;
    return bid;
  }
}
