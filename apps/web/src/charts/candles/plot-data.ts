import type { ChartMarker, MarketChart } from '@quarterdeck/core/contract/market-chart.schema';

type Candle = MarketChart['candles'][number];
type Gap = MarketChart['gaps'][number];

/** A longer hole is drawn this wide: it must be seen, not scrolled past. */
const MOST_SLOTS = 24;

/** Places on the time axis that a gap takes, so that it is seen as one. */
export function gapSlots(gaps: readonly Gap[], candles: readonly Candle[], timeframeMs: number) {
  const taken = new Set(candles.map((candle) => candle.tsOpen));
  const slots = new Set<number>();
  for (const { tsFrom, tsTo } of gaps) {
    const first = Math.ceil(tsFrom / timeframeMs) * timeframeMs;
    let left = MOST_SLOTS;
    for (let ts = first; ts < tsTo && left > 0; ts += timeframeMs) {
      if (taken.has(ts)) continue;
      slots.add(ts);
      left -= 1;
    }
  }
  const begin = candles[0]?.tsOpen ?? Infinity;
  return [...slots].filter((ts) => ts > begin).sort((a, b) => a - b);
}

export interface LinePoint {
  readonly ts: number;
  readonly value: number;
  /** The line stops here: the next bar lies behind a hole. */
  readonly isEnd: boolean;
}

/** A line that stops before a hole in the candles and begins again behind it: nothing was known in between. */
export function breakAtGaps(
  points: readonly { readonly ts: number; readonly value: number }[],
  gaps: readonly Gap[],
): readonly LinePoint[] {
  let next = 0;
  return points.map(({ ts, value }, at) => {
    while ((gaps[next]?.tsFrom ?? Infinity) <= ts) next += 1;
    const tsAfter = points[at + 1]?.ts ?? ts;
    return { ts, value, isEnd: (gaps[next]?.tsFrom ?? Infinity) <= tsAfter };
  });
}

/** Index of the last candle that began at or before this time; -1 before the first. */
export function candleAt(candles: readonly Candle[], ts: number): number {
  let low = 0;
  let high = candles.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((candles[middle]?.tsOpen ?? Infinity) <= ts) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Entries and exits by the opening time of the candle they fall into; those before the first candle are left out. */
export function markersByCandle(
  markers: readonly ChartMarker[],
  candles: readonly Candle[],
): ReadonlyMap<number, readonly ChartMarker[]> {
  const byCandle = new Map<number, ChartMarker[]>();
  for (const marker of markers) {
    const candle = candles[candleAt(candles, marker.ts)];
    if (!candle) continue;
    const held = byCandle.get(candle.tsOpen);
    if (held) held.push(marker);
    else byCandle.set(candle.tsOpen, [marker]);
  }
  return byCandle;
}

/** The candle this price falls into: the newest one carried on, or a new one; undefined when it is older. */
export function followPrice(
  last: Candle | undefined,
  { price, ts }: { readonly price: number; readonly ts: number },
  timeframeMs: number,
): Candle | undefined {
  const tsOpen = Math.floor(ts / timeframeMs) * timeframeMs;
  if (last && tsOpen < last.tsOpen) return undefined;
  if (!last || tsOpen > last.tsOpen) {
    return { tsOpen, open: price, high: price, low: price, close: price, volume: 0 };
  }
  return {
    ...last,
    high: Math.max(last.high, price),
    low: Math.min(last.low, price),
    close: price,
  };
}
