import { Fragment } from 'react';
import { formatFullTime, type TimeZoneChoice } from '../format/clock-time.ts';
import styles from './equity-chart.module.css';
import { SeriesSwatch } from './series-swatch.tsx';

interface TipLine {
  readonly name: string;
  /** Place of the series among all of its chart: its colour and dash. */
  readonly at: number;
  readonly text: string;
}

interface ChartTipProps {
  readonly ts: number;
  readonly zone: TimeZoneChoice;
  readonly lines: readonly TipLine[];
}

/** The values under the crosshair. */
export function ChartTip({ ts, zone, lines }: ChartTipProps) {
  return (
    <div className={styles.tip}>
      {formatFullTime(ts, zone).replace(/\.\d+ /, ' ')}
      <dl>
        {lines.map(({ name, at, text }) => (
          <Fragment key={name}>
            <dt>
              <SeriesSwatch at={at} />
              {name}
            </dt>
            <dd className="figure">{text}</dd>
          </Fragment>
        ))}
      </dl>
    </div>
  );
}
