'use client';

import type { MarketChart } from '@quarterdeck/core/contract/market-chart.schema';
import { useEffect, useRef, useState } from 'react';
import { useLiveWorld } from '../../trpc/live-provider.tsx';
import { useColorScheme } from '../../ui/color-scheme.ts';
import { usePreferences } from '../../ui/preferences.ts';
import { BarReading } from './bar-reading.tsx';
import styles from './candle-chart.module.css';
import { CandlePlot } from './candle-plot.ts';
import { ChartTools } from './chart-tools.tsx';
import { MarkerTip } from './marker-tip.tsx';
import type { OlderBars } from './older-bars.ts';
import { candleAt, markersByCandle } from './plot-data.ts';
import { readPlotLook } from './plot-look.ts';

interface CandleChartProps {
  readonly data: MarketChart;
  readonly decimals: number;
  readonly older: OlderBars;
}

interface Hovered {
  readonly ts: number;
  readonly x: number;
  readonly y: number;
}

/** Candles with what the strategies did on them. The newest candle follows the live price. */
export function CandleChart({ data, decimals, older }: CandleChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const plot = useRef<CandlePlot | undefined>(undefined);
  const [hovered, setHovered] = useState<Hovered | undefined>(undefined);
  const { zone, palette } = usePreferences();
  const scheme = useColorScheme();
  useEffect(() => {
    if (!element.current) return undefined;
    const made = new CandlePlot(element.current, {
      look: readPlotLook(),
      zone: 'utc',
      decimals: 2,
    });
    made.onHover((ts, x, y) => setHovered(ts === undefined ? undefined : { ts, x, y }));
    plot.current = made;
    return () => {
      plot.current = undefined;
      made.dispose();
    };
  }, []);
  useEffect(() => {
    // The palette is an attribute that the frame sets in an effect of its own.
    const frame = requestAnimationFrame(() =>
      plot.current?.restyle({ look: readPlotLook(), zone, decimals }),
    );
    return () => cancelAnimationFrame(frame);
  }, [zone, palette, scheme, decimals]);
  useEffect(() => plot.current?.show(data), [data]);
  useFollowing(plot, data.symbol);
  useOlder(plot, older);
  const candle = hovered ? data.candles[candleAt(data.candles, hovered.ts)] : data.candles.at(-1);
  const markers = hovered ? markersByCandle(data.markers, data.candles).get(hovered.ts) : undefined;
  return (
    <div className={styles.whole}>
      <ChartTools data={data} older={older} plotOf={() => plot.current} />
      <BarReading candle={candle} data={data} decimals={decimals} ts={hovered?.ts} zone={zone} />
      <div className={styles.plot}>
        <div ref={element} className={styles.canvas} data-testid="candles" />
        {hovered && markers ? <MarkerTip markers={markers} x={hovered.x} y={hovered.y} /> : null}
      </div>
    </div>
  );
}

/** Scrolled to where the bars begin: those before them are asked for. */
function useOlder(plot: { readonly current: CandlePlot | undefined }, older: OlderBars): void {
  const newest = useRef(older);
  useEffect(() => {
    newest.current = older;
  });
  useEffect(() => {
    plot.current?.onNearStart(() => {
      const { hasMore, failure, load } = newest.current;
      // After a failure a person asks again: scrolling on would ask without end.
      if (hasMore && failure === undefined) load();
    });
  }, [plot]);
}

/** Past React: a quote moves one candle, nothing else of the page is drawn anew. */
function useFollowing(plot: { readonly current: CandlePlot | undefined }, symbol: string): void {
  const { store } = useLiveWorld();
  useEffect(() => {
    const follow = () => {
      const feed = store.getSlice('feeds')?.find((each) => each.symbol === symbol);
      if (!feed?.bid || !feed.ask || feed.tsLast === null) return;
      plot.current?.follow((Number(feed.bid) + Number(feed.ask)) / 2, feed.tsLast);
    };
    return store.subscribeSlice('feeds', follow);
  }, [store, plot, symbol]);
}
