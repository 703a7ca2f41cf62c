'use client';

import type { ConsoleState } from '@quarterdeck/core/contract/console-state.schema';
import { Age, Clock } from '../../ui/moment.tsx';
import { describeLock, nameLevel, summariseLock } from '../ops/lock/lock-meaning.ts';
import styles from './top-bar.module.css';

/** Why, who, since when, and what still passes. */
export function LockText({ lock }: { readonly lock: ConsoleState['lock'] }) {
  const { held, passes } = describeLock(lock.level);
  return (
    <div
      className={styles.lockText}
      role="status"
      data-testid="lock-banner"
      data-level={lock.level}
    >
      <strong title={lock.reason}>
        {nameLevel(lock.level).toUpperCase()}
        {lock.reason ? `: ${lock.reason}` : ''}
      </strong>
      <span title={`${held} ${passes}`}>
        by {lock.by || 'the engine'} since <Clock ts={lock.tsSince} /> (<Age ts={lock.tsSince} />) ·{' '}
        {summariseLock(lock.level)}
      </span>
    </div>
  );
}
