'use client';

import type { StrategyRow } from '@quarterdeck/core/contract/console-state.schema';
import { countOf, formatShare } from '../../format/ratio.ts';
import { useSlice } from '../../trpc/use-live.ts';
import { Chip } from '../../ui/chip.tsx';
import { Pnl } from '../../ui/money.tsx';
import { Panel, PanelNote, PanelSkeleton } from '../../ui/panel.tsx';
import { Underscored } from '../../ui/underscored.tsx';
import { failedFirst } from './failed-first.ts';
import styles from './strategy-strip.module.css';
import { StrategySwitch } from './strategy-switch.tsx';

/** Four rows and the top of the next one, so that it is seen to go on. */
const LIST_HEIGHT = 314;

/** The strategies as compact rows with their switch. */
export function StrategyStrip() {
  const rows = useSlice('strategies');
  return (
    <Panel
      title="Strategies"
      count={rows === undefined ? undefined : String(rows.length)}
      bodyHeight={LIST_HEIGHT}
      testId="strategy-strip"
    >
      {rows === undefined ? (
        <PanelSkeleton rows={6} />
      ) : rows.length === 0 ? (
        <PanelNote what="No strategies" why="config/quarterdeck.yaml names them." />
      ) : (
        <ul className={styles.list} tabIndex={0} aria-label="Strategies">
          {failedFirst(rows).map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Row({ row }: { readonly row: StrategyRow }) {
  return (
    <li className={styles.row} data-testid={`strategy-row-${row.id}`}>
      <div style={{ minWidth: 0 }}>
        <div className={styles.id} title={row.rule}>
          <Underscored text={row.id} />
        </div>
        <div className={styles.result}>
          <Pnl value={row.net} />
          <span className={`figure ${styles.dim}`}>
            {countOf(row.trades, 'trade')} · {formatShare(row.winRate, 0)}
          </span>
          {row.state === 'failed' ? (
            <Chip tone="broken" title={row.error ?? ''}>
              ✗ failed
            </Chip>
          ) : null}
        </div>
      </div>
      <StrategySwitch row={row} isCompact />
    </li>
  );
}
