import type { EpochMs } from '../kernel/clock.ts';
import type { SymbolId } from '../kernel/ids.ts';
import type { Candle } from '../model/candle.ts';
import type { Quote, Trade } from '../model/tick.ts';

/** A market event on its way in, not yet numbered; the shape the engine's feeds deliver. */
export type MarketInput =
  | { readonly type: 'quote'; readonly quote: Quote }
  | { readonly type: 'trade'; readonly trade: Trade }
  | { readonly type: 'candle'; readonly candle: Candle };

/** When the input happened; a candle happens at its end, never before. */
export function tsOfInput(input: MarketInput): EpochMs {
  if (input.type === 'quote') return input.quote.tsEvent;
  if (input.type === 'trade') return input.trade.tsEvent;
  return input.candle.tsOpen + input.candle.timeframeMs;
}

export function symbolOfInput(input: MarketInput): SymbolId {
  if (input.type === 'quote') return input.quote.symbol;
  return input.type === 'trade' ? input.trade.symbol : input.candle.symbol;
}
