'use client';

import type { AlertRow } from '@quarterdeck/core/contract/console-state.schema';
import { IconAlertOctagon, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { Clock } from '../../ui/moment.tsx';
import styles from './alerts.module.css';

const ICONS = {
  info: IconInfoCircle,
  warning: IconAlertTriangle,
  critical: IconAlertOctagon,
} as const;

export function AlertList({ rows }: { readonly rows: readonly AlertRow[] }) {
  return (
    <ol className={styles.list} tabIndex={0} aria-label="Alerts, newest first">
      {rows.map((row) => {
        const Icon = ICONS[row.level];
        return (
          <li key={row.id}>
            <Icon
              size={16}
              className={`${styles.icon} ${styles[row.level] ?? ''}`}
              aria-label={row.level}
            />
            <div>
              <div className={styles.text}>{row.text}</div>
              <div className={styles.code}>{row.code}</div>
            </div>
            <span className={styles.time}>
              <Clock ts={row.ts} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}
