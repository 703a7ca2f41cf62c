import type { EpochMs } from '../kernel/clock.ts';
import { floatClose } from '../model/column-candle.ts';
import type { SymbolId } from '../kernel/ids.ts';
import type { Candle } from '../model/candle.ts';
import type { Instrument } from '../model/instrument.ts';
import type { MarketView } from '../strategies/contract.ts';

/** Where one market stands when the brains are asked. */
export interface MarketMoment {
  readonly symbol: SymbolId;
  /** Prices as floats. */
  readonly bid: number;
  readonly ask: number;
  readonly ts: EpochMs;
  /** Account currency per unit of quote currency. */
  readonly quoteToAccount: number;
  readonly isWarmup: boolean;
}

/** A bar of the past, as the brains see it while they learn from history: at its close, without a spread. */
export function pastMoment(bar: Candle): MarketMoment {
  const close = floatClose(bar);
  return {
    symbol: bar.symbol,
    bid: close,
    ask: close,
    ts: bar.tsOpen + bar.timeframeMs,
    quoteToAccount: 0,
    isWarmup: true,
  };
}

type Writable<TObject> = { -readonly [TKey in keyof TObject]: TObject[TKey] };
export type MutableMarketView = Writable<MarketView>;

export function createMarketView(instrument: Instrument): MutableMarketView {
  return {
    instrument,
    ts: 0,
    bid: 0,
    ask: 0,
    mid: 0,
    spreadBps: 0,
    quoteToAccount: 1,
    isWarmup: false,
  };
}

/** Brings the view to the moment. */
export function updateMarketView(view: MutableMarketView, at: MarketMoment): void {
  const { bid, ask } = at;
  const mid = (bid + ask) / 2;
  view.ts = at.ts;
  view.bid = bid;
  view.ask = ask;
  view.mid = mid;
  view.spreadBps = ((ask - bid) / mid) * 10_000;
  view.quoteToAccount = at.quoteToAccount;
  view.isWarmup = at.isWarmup;
}
