import type { PriceBar } from '@quarterdeck/core/decision/journal/mark-play';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import { toFloat } from '@quarterdeck/core/kernel/decimal';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { CandleReader } from '@quarterdeck/db/candle-store';

/** What the market did between two moments. */
export interface PriceSpan {
  readonly symbol: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Read at once, at most: the event loop waits for them. */
const MOST_BARS = 300;

const toPriceBar = ({ tsOpen, timeframeMs, open, high, low, close }: Candle): PriceBar => ({
  tsOpen,
  tsClose: tsOpen + timeframeMs,
  open: toFloat(open),
  high: toFloat(high),
  low: toFloat(low),
  close: toFloat(close),
});

const countOf = (timeframeMs: number, { from, to }: PriceSpan): number =>
  Math.ceil((to - from) / timeframeMs) + 1;

/** Shortest first, of those that are few enough; the longest where none is. */
function lengthsFor(timeframesMs: readonly number[], span: PriceSpan): readonly number[] {
  const usable = timeframesMs
    .filter((timeframeMs) => timeframeMs <= span.to - span.from)
    .toSorted((left, right) => left - right);
  const few = usable.filter((timeframeMs) => countOf(timeframeMs, span) <= MOST_BARS);
  return few.length > 0 ? few : usable.slice(-1);
}

/** The stored bars of each length that reach back to the start of the span: the shorter ones show a stop where it was. */
export function* listPriceBars(
  candles: Pick<CandleReader, 'list'>,
  timeframesMs: readonly number[],
  span: PriceSpan,
): Generator<readonly PriceBar[]> {
  for (const timeframeMs of lengthsFor(timeframesMs, span)) {
    const { symbol, from, to } = span;
    const query = { symbol, timeframeMs, before: to, limit: countOf(timeframeMs, span) };
    const bars = candles.list(query).map(toPriceBar);
    const first = bars.find(({ tsOpen }) => tsOpen >= from);
    if (first !== undefined && first.tsOpen < from + 2 * timeframeMs) yield bars;
  }
}
