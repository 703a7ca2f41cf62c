'use client';

import { IconCheck, IconX } from '@tabler/icons-react';
import { formatFullTime } from '../../../format/clock-time.ts';
import { useSlice } from '../../../trpc/use-live.ts';
import { usePreferences } from '../../../ui/preferences.ts';
import styles from './ties-out-mark.module.css';

/** Whether the four sums of the same profit are equal to the last digit. */
export function TiesOutMark() {
  const sums = useSlice('tiesOut');
  const { zone } = usePreferences();
  if (!sums) return null;
  const title = [
    `total ${sums.total}`,
    `symbols ${sums.symbols}`,
    `strategies ${sums.strategies}`,
    `fills ${sums.fills} (${sums.fillCount})`,
    `checked ${formatFullTime(sums.tsChecked, zone)}`,
  ].join('\n');
  return (
    <span
      className={`${styles.mark} ${sums.ok ? '' : styles.wrong}`}
      title={title}
      data-testid="ties-out"
      data-ok={sums.ok}
      role="img"
      aria-label={sums.ok ? 'ties out' : 'does not tie out'}
    >
      {sums.ok ? <IconCheck size={13} aria-hidden /> : <IconX size={13} aria-hidden />}
      <span className={styles.words}>{sums.ok ? 'ties out' : 'does not tie out'}</span>
    </span>
  );
}
