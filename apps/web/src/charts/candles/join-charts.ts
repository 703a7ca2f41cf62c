import type { ChartSeries, MarketChart } from '@quarterdeck/core/contract/market-chart.schema';

/** Bars kept of what the engine has let go of: more than a screen can show, less than a page can feel. */
const MOST_CANDLES = 6_000;

/** Both lists in order of time, each thing once; where both have it, the newer says how it is. */
function union<T>(
  older: readonly T[],
  newer: readonly T[],
  { keyOf, tsOf }: { keyOf: (each: T) => number | string; tsOf: (each: T) => number },
): T[] {
  const all = new Map([...older, ...newer].map((each) => [keyOf(each), each]));
  return [...all.values()].sort((a, b) => tsOf(a) - tsOf(b));
}

const byTs = { keyOf: ({ ts }: { ts: number }) => ts, tsOf: ({ ts }: { ts: number }) => ts };

function joinIndicators(older: readonly ChartSeries[], newer: readonly ChartSeries[]) {
  const isSame = (one: ChartSeries) => (other: ChartSeries) =>
    one.name === other.name && one.panel === other.panel;
  return [
    ...newer.map((line) => {
      const before = older.find(isSame(line));
      return before ? { ...line, points: union(before.points, line.points, byTs) } : line;
    }),
    ...older.filter((line) => !newer.some(isSame(line))),
  ];
}

const markerOptions = {
  keyOf: ({ positionId, kind, ts }: MarketChart['markers'][number]) =>
    `${positionId} ${kind} ${ts}`,
  tsOf: ({ ts }: { ts: number }) => ts,
};
const gapOptions = {
  keyOf: ({ tsFrom }: { tsFrom: number }) => tsFrom,
  tsOf: ({ tsFrom }: { tsFrom: number }) => tsFrom,
};

/** Nothing may stand in front of the first bar: what was drawn there is gone with its bars. */
function trim(chart: MarketChart): MarketChart {
  const tsFirst = chart.candles[0]?.tsOpen ?? Number.NEGATIVE_INFINITY;
  return {
    ...chart,
    markers: chart.markers.filter(({ ts }) => ts >= tsFirst),
    gaps: chart.gaps.filter(({ tsTo }) => tsTo > tsFirst),
    indicators: chart.indicators.map((line) => ({
      ...line,
      points: line.points.filter(({ ts }) => ts >= tsFirst),
    })),
  };
}

/**
 * Two stretches of one market as one; they may overlap. What is open now, and where bars are missing in the time it
 * covers, is what the newer one says: a gap it does not know any more has been filled.
 */
export function joinCharts(older: MarketChart, newer: MarketChart): MarketChart {
  const tsNewer = newer.candles[0]?.tsOpen ?? Number.POSITIVE_INFINITY;
  const candles = union(older.candles, newer.candles, {
    keyOf: ({ tsOpen }) => tsOpen,
    tsOf: ({ tsOpen }) => tsOpen,
  });
  const joined = {
    ...newer,
    candles: candles.slice(-MOST_CANDLES),
    markers: union(older.markers, newer.markers, markerOptions),
    gaps: union(
      older.gaps.filter(({ tsFrom }) => tsFrom < tsNewer),
      newer.gaps,
      gapOptions,
    ),
    indicators: joinIndicators(older.indicators, newer.indicators),
  };
  return candles.length > MOST_CANDLES ? trim(joined) : joined;
}

/** The engine lets its oldest bars go; what has been seen stays, unless it is another market or a hole lies between. */
export function carryOn(seen: MarketChart, next: MarketChart): MarketChart {
  const isSameMarket = seen.symbol === next.symbol && seen.timeframeMs === next.timeframeMs;
  const tsDue = (seen.candles.at(-1)?.tsOpen ?? Number.NEGATIVE_INFINITY) + seen.timeframeMs;
  const follows = (next.candles[0]?.tsOpen ?? Infinity) <= tsDue;
  return isSameMarket && seen.isHistory === next.isHistory && follows
    ? joinCharts(seen, next)
    : next;
}
