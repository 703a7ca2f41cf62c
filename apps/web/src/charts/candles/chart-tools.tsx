'use client';

import type { MarketChart } from '@quarterdeck/core/contract/market-chart.schema';
import { timeframeText } from '../../format/timeframe-text.ts';
import { Button } from '../../ui/button.tsx';
import { saveFile } from '../save-file.ts';
import styles from './candle-chart.module.css';
import type { CandlePlot } from './candle-plot.ts';
import { candlesCsv } from './candles-csv.ts';
import type { OlderBars } from './older-bars.ts';

const RANGES = [60, 240, 720];

interface ChartToolsProps {
  readonly data: MarketChart;
  readonly older: OlderBars;
  readonly plotOf: () => CandlePlot | undefined;
}

/** How far back is shown, further back, and the chart as a file. */
export function ChartTools({ data, older, plotOf }: ChartToolsProps) {
  const { candles, timeframeMs, symbol } = data;
  const name = `${symbol.replace('/', '-')}-${timeframeText(timeframeMs)}`;
  const showLast = (bars: number) => {
    plotOf()?.showLast(bars);
    if (bars > candles.length && older.hasMore) older.load();
  };
  const savePicture = async () => {
    const picture = await plotOf()?.takePicture();
    if (picture) saveFile(`${name}.png`, picture);
  };
  const saveBars = () =>
    saveFile(`${name}.csv`, new Blob([candlesCsv(data)], { type: 'text/csv' }));
  return (
    <div className={styles.tools}>
      <div className={styles.ranges} role="group" aria-label="How far back">
        {RANGES.map((bars) => (
          <Button key={bars} tone="ghost" isSmall onClick={() => showLast(bars)}>
            {timeframeText(bars * timeframeMs)}
          </Button>
        ))}
        <Button tone="ghost" isSmall onClick={() => plotOf()?.showLast(candles.length)}>
          all
        </Button>
      </div>
      <Button
        isSmall
        disabled={!older.hasMore || older.isLoading}
        onClick={older.load}
        data-testid="older-bars"
      >
        {older.isLoading ? 'Asking…' : older.hasMore ? 'Older bars' : 'No older bars'}
      </Button>
      {older.failure ? (
        <span className={styles.failure} role="alert">
          {older.failure}
        </span>
      ) : null}
      <span className={styles.files}>
        <Button tone="ghost" isSmall onClick={() => void savePicture()}>
          PNG
        </Button>
        <Button tone="ghost" isSmall onClick={saveBars}>
          CSV
        </Button>
      </span>
    </div>
  );
}
