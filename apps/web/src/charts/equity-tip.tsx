import type { EquityPoint } from '@quarterdeck/core/contract/console-state.schema';
import { formatFullTime, type TimeZoneChoice } from '../format/clock-time.ts';
import { formatMoney } from '../format/money.ts';
import styles from './equity-chart.module.css';
import { amountsOf, type EquityView } from './equity-series.ts';
import { SeriesSwatch } from './series-swatch.tsx';

interface EquityTipProps {
  readonly point: EquityPoint | undefined;
  readonly view: EquityView;
  readonly zone: TimeZoneChoice;
}

/** The values under the crosshair, from the exact texts. */
export function EquityTip({ point, view, zone }: EquityTipProps) {
  if (!point) return null;
  return (
    <div className={styles.tip}>
      {formatFullTime(point.ts, zone).replace(/\.\d+ /, ' ')}
      <dl>
        {Object.entries(amountsOf(point, view)).map(([name, amount], at) => (
          <TipRow key={name} name={name} at={at} amount={amount} isPnl={view !== 'equity'} />
        ))}
      </dl>
    </div>
  );
}

interface TipRowProps {
  readonly name: string;
  readonly at: number;
  readonly amount: string;
  readonly isPnl: boolean;
}

function TipRow({ name, at, amount, isPnl }: TipRowProps) {
  return (
    <>
      <dt>
        <SeriesSwatch at={at} />
        {name}
      </dt>
      <dd className="figure">{formatMoney(amount, isPnl ? { sign: 'always' } : {})}</dd>
    </>
  );
}
