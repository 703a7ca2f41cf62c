import type { EpochMs } from '../../kernel/clock.ts';
import { toFloat } from '../../kernel/decimal.ts';
import { RingBuffer } from '../../kernel/ring-buffer.ts';
import { BAR_FIGURES, type BarFigureName } from '../../model/agent/figure.ts';
import type { Candle } from '../../model/candle.ts';
import { createFigureReader, type BarReading, type FigureBar } from './figure-reader.ts';

export interface BarFiguresOptions {
  readonly timeframeMs: number;
  /** Bars kept to be shown; the figures themselves need none of them. */
  readonly keep: number;
}

/** Floats: nothing of it goes back to the ledger. */
export interface BarFigures {
  /**
   * Finished bars, ascending by time. One that is not later than the newest, or of another length, is ignored. A bar
   * filled in from the close before counts as any other: the market was there and did nothing.
   */
  add(bar: Candle): void;
  /** Newest first. */
  readonly bars: readonly FigureBar[];
  /** End of the newest bar, when all figures were known; null without one. */
  readonly tsClose: EpochMs | null;
  /** Only those that have seen enough bars and are finite. */
  values(): Partial<Record<BarFigureName, number>>;
  /** Average true range of 14 bars, in price. */
  atr(): number | undefined;
}

const asBar = ({ open, high, low, close, volume }: Candle): FigureBar => ({
  open: toFloat(open),
  high: toFloat(high),
  low: toFloat(low),
  close: toFloat(close),
  volume: toFloat(volume),
});

const isKnown = (value: number | null | undefined): value is number =>
  value !== undefined && value !== null && Number.isFinite(value);

function knownOf(reading: BarReading | null): Partial<Record<BarFigureName, number>> {
  const known: Partial<Record<BarFigureName, number>> = {};
  for (const { name } of BAR_FIGURES) {
    const value = reading?.[name];
    if (isKnown(value)) known[name] = value;
  }
  return known;
}

/** Candles of one symbol and timeframe, and the figures computed from them, one bar at a time. */
export function createBarFigures({ timeframeMs, keep }: BarFiguresOptions): BarFigures {
  const kept = new RingBuffer<FigureBar>(keep);
  const read = createFigureReader();
  let tsNewest: EpochMs | null = null;
  let reading: BarReading | null = null;
  return {
    add: (candle) => {
      if (candle.timeframeMs !== timeframeMs) return;
      if (tsNewest !== null && candle.tsOpen <= tsNewest) return;
      tsNewest = candle.tsOpen;
      const bar = asBar(candle);
      kept.push(bar);
      reading = read(bar);
    },
    get bars() {
      return kept.toArray().reverse();
    },
    get tsClose() {
      return tsNewest === null ? null : tsNewest + timeframeMs;
    },
    values: () => knownOf(reading),
    atr: () => (isKnown(reading?.atr14) ? reading.atr14 : undefined),
  };
}
