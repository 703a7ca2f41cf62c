import { createRng } from '../../kernel/rng.ts';
import { asSymbolId, type SymbolId } from '../../kernel/ids.ts';
import type { Candle } from '../../model/candle.ts';
import type { MarketView, Seating } from '../contract.ts';
import { barAt, bitcoin, seatingAt, viewAt } from '../view.fixture.ts';

const MINUTE = 60_000;
export const LEAD: SymbolId = bitcoin.symbol;
export const FOLLOWER: SymbolId = asSymbolId('ETH/USDT');
export const HEDGE = 0.8;

/** Closes of one minute. */
export interface Beat {
  readonly lead: number;
  readonly follower: number;
}

/** A follower that wanders and a lead bound to it; `push` is added to the log spread of single beats. */
export function boundTape(count: number, push: (beat: number) => number = () => 0): Beat[] {
  const rng = createRng(3);
  let [x, gap] = [Math.log(3_000), 0];
  return Array.from({ length: count }, (_, beat) => {
    x += rng.gaussian() * 8e-4;
    gap = gap * 0.8 + rng.gaussian() * 3e-4;
    const lead = Math.exp(Math.log(60_000) + HEDGE * (x - Math.log(3_000)) + gap + push(beat));
    return { lead, follower: Math.exp(x) };
  });
}

type Writable<TObject> = { -readonly [TKey in keyof TObject]: TObject[TKey] };

/** What a seat of a pair sees, moved by hand. */
export class PairDesk {
  readonly views = new Map<SymbolId, Writable<MarketView>>(
    [LEAD, FOLLOWER].map((symbol) => [
      symbol,
      { ...viewAt(0, 0, {}), instrument: { ...bitcoin, symbol }, spreadBps: 0 },
    ]),
  );
  readonly held = new Set<SymbolId>();
  symbols: readonly SymbolId[] = [LEAD, FOLLOWER];

  seating(symbol: SymbolId): Seating {
    return seatingAt({
      symbol,
      symbols: this.symbols,
      viewOf: (other) => this.views.get(other),
      holds: (other) => this.held.has(other),
    });
  }

  view(symbol: SymbolId): Writable<MarketView> {
    const view = this.views.get(symbol);
    if (view === undefined) throw new Error(`no view of ${symbol}`);
    return view;
  }

  /** Moves one market; the brains keep the object. */
  show(symbol: SymbolId, at: { mid: number; ts: number; isWarmup?: boolean; spreadBps?: number }) {
    const { instrument } = this.view(symbol);
    Object.assign(this.view(symbol), viewAt(at.mid, at.ts, at), { instrument });
  }
}

/** The bar that ended with beat `index`. */
export const barOf = (symbol: SymbolId, index: number, close: number): Candle => ({
  ...barAt(close, index * MINUTE, MINUTE),
  symbol,
});

export const tsEndOf = (index: number): number => (index + 1) * MINUTE;
