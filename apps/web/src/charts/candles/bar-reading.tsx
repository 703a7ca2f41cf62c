import type { MarketChart } from '@quarterdeck/core/contract/market-chart.schema';
import { formatDay, formatTime, type TimeZoneChoice } from '../../format/clock-time.ts';
import { formatMoney } from '../../format/money.ts';
import styles from './candle-chart.module.css';

interface BarReadingProps {
  readonly candle: MarketChart['candles'][number] | undefined;
  readonly data: MarketChart;
  readonly decimals: number;
  /** Under the crosshair; undefined: the newest bar. */
  readonly ts: number | undefined;
  readonly zone: TimeZoneChoice;
}

const SERIES_COLORS = [2, 3, 4, 5, 6, 1];

/** Of this very bar: behind a gap the value from before it says nothing. */
const valueAt = (points: readonly { readonly ts: number; readonly value: number }[], ts: number) =>
  points.findLast((point) => point.ts === ts)?.value;

/** Figures of the bar under the crosshair, or of the newest; it always has its place. */
export function BarReading({ candle, data, decimals, ts, zone }: BarReadingProps) {
  const say = (value: number) => formatMoney(value.toFixed(decimals), { decimals });
  if (!candle) return <div className={styles.reading} />;
  const prices = [
    ['O', candle.open],
    ['H', candle.high],
    ['L', candle.low],
    ['C', candle.close],
  ] as const;
  return (
    <div className={`figure ${styles.reading}`}>
      <span className={styles.when}>
        {ts === undefined ? 'newest bar' : ''} {formatDay(candle.tsOpen, zone)}{' '}
        {formatTime(candle.tsOpen, zone)}
      </span>
      {prices.map(([name, value]) => (
        <span key={name}>
          <i>{name}</i> {say(value)}
        </span>
      ))}
      {candle.volume > 0 ? (
        <span>
          <i>V</i> {formatMoney(candle.volume.toFixed(2))}
        </span>
      ) : null}
      {data.indicators.map(({ name, panel, points }, at) => {
        const value = valueAt(points, candle.tsOpen);
        return (
          <span key={`${panel} ${name}`}>
            <i style={{ color: `var(--series-${SERIES_COLORS[at % SERIES_COLORS.length] ?? 1})` }}>
              ― {name}
            </i>{' '}
            {value === undefined ? '–' : panel === 'price' ? say(value) : value.toPrecision(4)}
          </span>
        );
      })}
    </div>
  );
}
