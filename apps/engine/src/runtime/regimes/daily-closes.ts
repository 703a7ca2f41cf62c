import { DAY_MS, type EpochMs } from '@quarterdeck/core/kernel/clock';
import { toFloat } from '@quarterdeck/core/kernel/decimal';
import type { DailyClose } from '@quarterdeck/core/market/regimes/daily-returns';
import type { CandleReader } from '@quarterdeck/db/candle-store';

export interface DailyClosesQuery {
  readonly symbol: string;
  /** Days that begin before this. */
  readonly before: EpochMs;
  readonly limit: number;
}

/** The newest daily closes that are stored, oldest first. Throws StorageError. */
export function readDailyCloses(
  candles: Pick<CandleReader, 'list'>,
  { symbol, before, limit }: DailyClosesQuery,
): readonly DailyClose[] {
  return candles
    .list({ symbol, timeframeMs: DAY_MS, before, limit })
    .map(({ tsOpen, close }) => ({ tsOpen, close: toFloat(close) }));
}
