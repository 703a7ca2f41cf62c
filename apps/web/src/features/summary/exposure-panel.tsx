'use client';

import { formatMoney } from '../../format/money.ts';
import { formatPct, shareOf } from '../../format/ratio.ts';
import { useSlice } from '../../trpc/use-live.ts';
import { Amount } from '../../ui/money.tsx';
import { Panel, PanelSkeleton } from '../../ui/panel.tsx';
import { UsageBar } from '../../ui/usage-bar.tsx';
import styles from './exposure-panel.module.css';

/** Exposure in use against its caps, in total and by symbol. */
export function ExposurePanel() {
  const exposure = useSlice('exposure');
  const currency = useSlice('engine')?.currency;
  return (
    <Panel title="Exposure against caps" count={currency} bodyHeight={212} testId="exposure">
      {exposure ? (
        <ul className={styles.list}>
          <Row name="Total" used={exposure.total} cap={exposure.cap} isTotal />
          {exposure.bySymbol.map((row) => (
            <Row key={row.symbol} name={row.symbol} used={row.exposure} cap={row.cap} />
          ))}
        </ul>
      ) : (
        <PanelSkeleton rows={5} />
      )}
    </Panel>
  );
}

interface RowProps {
  readonly name: string;
  readonly used: string;
  readonly cap: string;
  readonly isTotal?: boolean;
}

function Row({ name, used, cap, isTotal }: RowProps) {
  const share = shareOf(used, cap);
  return (
    <li>
      <div className={styles.row}>
        <span className={isTotal ? styles.total : ''}>{name}</span>
        <span>
          <Amount value={used} decimals={0} />{' '}
          <span className={`figure ${styles.dim}`} title={cap}>
            / {formatMoney(cap, { decimals: 0 })} · {formatPct(share * 100, 0)}
          </span>
        </span>
      </div>
      <UsageBar label={`${name} exposure of its cap`} share={share} />
    </li>
  );
}
