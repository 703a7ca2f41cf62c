'use client';

import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { useSlice } from '../../../trpc/use-live.ts';
import styles from './lock-button.module.css';
import { useLockControl } from './lock-context.tsx';

/** Locks with one click; once locked, asks why it should be released. */
export function LockButton() {
  const lock = useSlice('lock');
  const { lock: command, lockNow, askUnlock } = useLockControl();
  if (lock && lock.level !== 'none') {
    return (
      <button
        type="button"
        className={`${styles.button} ${styles.release}`}
        onClick={askUnlock}
        data-testid="unlock-button"
      >
        <IconLockOpen size={16} aria-hidden />
        Unlock…
      </button>
    );
  }
  return (
    <button
      type="button"
      className={styles.button}
      onClick={lockNow}
      aria-label="Emergency lock"
      data-testid="lock-button"
    >
      <IconLock size={16} aria-hidden />
      {command.phase.kind === 'requested' ? (
        'Locking…'
      ) : (
        <span>
          <span className={styles.word}>EMERGENCY </span>LOCK
        </span>
      )}
      <span className={styles.key} aria-hidden>
        L L
      </span>
    </button>
  );
}
