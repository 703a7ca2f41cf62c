'use client';

import { formatMoney } from '../../format/money.ts';
import { shareOf } from '../../format/ratio.ts';
import { useSlice } from '../../trpc/use-live.ts';
import { Amount, Pnl } from '../../ui/money.tsx';
import { UsageBar } from '../../ui/usage-bar.tsx';
import { TiesOutMark } from '../ops/health/ties-out-mark.tsx';
import styles from './top-bar.module.css';

export function PnlCells() {
  const pnl = useSlice('pnl');
  const currency = useSlice('engine')?.currency;
  return (
    <>
      <div className={`${styles.cell} ${styles.day}`}>
        <span className={styles.label}>Day PnL</span>
        <span className={styles.value}>{pnl ? <Pnl value={pnl.day} /> : '–'}</span>
      </div>
      <div className={styles.cell}>
        <span className={styles.label}>Total PnL</span>
        <span className={styles.value}>
          {pnl ? <Pnl value={pnl.total} currency={currency} testId="total-pnl" /> : '–'}
          <TiesOutMark />
        </span>
      </div>
    </>
  );
}

export function ExposureCell() {
  const exposure = useSlice('exposure');
  return (
    <div className={`${styles.cell} ${styles.exposure}`}>
      <span className={styles.label}>Exposure of cap</span>
      <span className={styles.value}>
        {exposure ? (
          <>
            <Amount value={exposure.total} decimals={0} />
            <span className={`figure ${styles.account}`} title={exposure.cap}>
              / {formatMoney(exposure.cap, { decimals: 0 })}
            </span>
          </>
        ) : (
          '–'
        )}
      </span>
      <div className={styles.meter}>
        <UsageBar
          label="Exposure of the total cap"
          share={exposure ? shareOf(exposure.total, exposure.cap) : 0}
        />
      </div>
    </div>
  );
}
