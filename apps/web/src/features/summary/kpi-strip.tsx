'use client';

import type { ReactNode } from 'react';
import { formatMoney } from '../../format/money.ts';
import { formatCount, formatPct, shareOf, formatShare } from '../../format/ratio.ts';
import type { MetricName } from '../../trpc/metric-history.ts';
import { useMetricHistory, useSlice } from '../../trpc/use-live.ts';
import { Amount, Pnl } from '../../ui/money.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import styles from './kpi-strip.module.css';

interface KpiProps {
  readonly name: string;
  readonly line: MetricName;
  /** Undefined while nothing has arrived: the cell keeps its size. */
  readonly value: ReactNode | undefined;
  readonly foot: ReactNode;
}

function Kpi({ name, line, value, foot }: KpiProps) {
  const samples = useMetricHistory();
  return (
    <div className={styles.cell}>
      <span className={styles.name}>{name}</span>
      {value === undefined ? (
        <div className={styles.wait} aria-label="Loading" />
      ) : (
        <span className={styles.value}>{value}</span>
      )}
      <div className={styles.foot}>
        <span>{foot}</span>
        <Sparkline values={samples.map((sample) => sample[line])} />
      </div>
    </div>
  );
}

/** The state in one line, before anything else is read. */
export function KpiStrip() {
  const pnl = useSlice('pnl');
  const exposure = useSlice('exposure');
  const positions = useSlice('positions');
  const currency = useSlice('engine')?.currency;
  const wait = undefined;
  return (
    <section className={styles.strip} aria-label="Key figures" data-testid="kpi-strip">
      <Kpi
        name="Equity"
        line="equity"
        value={pnl ? <Amount value={pnl.equity} currency={currency} /> : wait}
        foot={pnl ? `from ${formatMoney(pnl.startingBalance, { decimals: 0 })}` : ''}
      />
      <Kpi
        name="Day PnL"
        line="day"
        value={pnl ? <Pnl value={pnl.day} /> : wait}
        foot="since 00:00 UTC"
      />
      <Kpi
        name="Open PnL"
        line="open"
        value={pnl ? <Pnl value={pnl.open} /> : wait}
        foot={positions ? `${positions.length} open` : ''}
      />
      <Kpi
        name="Exposure"
        line="exposure"
        value={exposure ? <Amount value={exposure.total} decimals={0} /> : wait}
        foot={
          exposure
            ? `${formatPct(shareOf(exposure.total, exposure.cap) * 100, 0)} of ${formatMoney(exposure.cap, { decimals: 0 })}`
            : ''
        }
      />
      <Kpi
        name="Drawdown"
        line="drawdownPct"
        value={pnl ? <span className="figure">{formatPct(pnl.drawdownPct, 2)}</span> : wait}
        foot="from the peak"
      />
      <Kpi
        name="Trades today"
        line="tradesToday"
        value={pnl ? <span className="figure">{formatCount(pnl.tradesToday)}</span> : wait}
        foot="closed"
      />
      <Kpi
        name="Win rate"
        line="winRate"
        value={pnl ? <span className="figure">{formatShare(pnl.winRate)}</span> : wait}
        foot="of all closed"
      />
    </section>
  );
}
