'use client';

import { compareDecimals } from '../../../format/decimal-text.ts';
import { formatCount } from '../../../format/ratio.ts';
import { useSlice } from '../../../trpc/use-live.ts';
import { Chip } from '../../../ui/chip.tsx';
import { Age } from '../../../ui/moment.tsx';
import { Panel, PanelSkeleton } from '../../../ui/panel.tsx';
import styles from './health.module.css';

const ROWS = [
  { name: 'Total', sum: 'total' },
  { name: 'Symbols', sum: 'symbols' },
  { name: 'Strategies', sum: 'strategies' },
  { name: 'Fills', sum: 'fills' },
] as const;

/** The proof on screen: four ways to the same realised profit, every digit shown. */
export function TiesOutPanel() {
  const sums = useSlice('tiesOut');
  const currency = useSlice('engine')?.currency ?? '';
  return (
    <Panel
      title="Ties out"
      count={currency}
      bodyHeight={150}
      testId="ties-out-panel"
      age={sums ? <Age ts={sums.tsChecked} /> : undefined}
      tools={
        sums ? (
          <Chip tone={sums.ok ? 'good' : 'broken'}>{sums.ok ? '✓ equal' : '✗ differs'}</Chip>
        ) : null
      }
    >
      {sums ? (
        <dl className={styles.sums}>
          {ROWS.map(({ name, sum }) => (
            <div key={sum} className={compareDecimals(sums[sum], sums.total) ? styles.differs : ''}>
              <dt>{name}</dt>
              <dd className="figure">{sums[sum]}</dd>
            </div>
          ))}
          <div>
            <dt>Fills summed</dt>
            <dd className="figure">{formatCount(sums.fillCount)}</dd>
          </div>
        </dl>
      ) : (
        <PanelSkeleton rows={4} />
      )}
    </Panel>
  );
}
