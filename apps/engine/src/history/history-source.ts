import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import type { BarColumns } from '@quarterdeck/core/model/columns';

/** Candles that start at `from` or later and before `to`. */
export interface HistoryQuery {
  readonly symbol: SymbolId;
  readonly timeframeMs: number;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Somewhere candles of the past can be had. */
export interface HistorySource {
  /** For a person. */
  readonly name: string;
  /**
   * Oldest first, stamps rising and on the grid; what the source does not have is left out. A block is valid
   * until the next one is taken. Throws when the source cannot be read on: what came before stands.
   */
  fetchCandles(query: HistoryQuery): AsyncIterable<BarColumns>;
}
