import type { EquityPoint } from '@quarterdeck/core/contract/console-state.schema';
import { amountsOf, type EquityView } from '../../charts/equity-series.ts';
import { SeriesSwatch } from '../../charts/series-swatch.tsx';
import { Amount, Pnl } from '../../ui/money.tsx';
import styles from './equity-panel.module.css';

interface EquityLegendProps {
  readonly newest: EquityPoint | undefined;
  readonly view: EquityView;
}

/** Each line with its newest value, so that the chart is read without hovering. */
export function EquityLegend({ newest, view }: EquityLegendProps) {
  const entries = newest ? Object.entries(amountsOf(newest, view)) : [];
  return (
    <ul className={styles.legend}>
      {entries.map(([name, amount], at) => (
        <li key={name}>
          <SeriesSwatch at={at} />
          {name}
          {view === 'equity' ? <Amount value={amount} /> : <Pnl value={amount} />}
        </li>
      ))}
    </ul>
  );
}
