'use client';

import { IconLock, IconLockOpen, IconSnowflake } from '@tabler/icons-react';
import { useState } from 'react';
import { formatCount } from '../../../format/ratio.ts';
import { useSlice } from '../../../trpc/use-live.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Age, Clock } from '../../../ui/moment.tsx';
import { Panel, PanelSkeleton } from '../../../ui/panel.tsx';
import { PhaseNote } from '../../../ui/phase-note.tsx';
import { useLockControl } from './lock-context.tsx';
import { LockHistory } from './lock-history.tsx';
import { describeLock, nameLevel } from './lock-meaning.ts';
import styles from './lock-panel.module.css';

export function LockPanel() {
  const lock = useSlice('lock');
  const { lock: command, askUnlock } = useLockControl();
  const [reason, setReason] = useState('');
  const act = (level: 'lock' | 'freeze') =>
    command.run({ level, reason: reason.trim() || 'emergency lock' }, () => setReason(''));
  const isHeld = lock !== undefined && lock.level !== 'none';
  return (
    <Panel title="Global lock" isPadded testId="lock-panel">
      <div className={styles.body}>
        {lock ? <LockState lock={lock} /> : <PanelSkeleton rows={3} />}
        <Field
          label="Reason"
          value={reason}
          onText={setReason}
          placeholder="emergency lock"
          maxLength={500}
        />
        <div className={styles.acts}>
          <Button
            tone="held"
            disabled={lock?.level === 'lock'}
            onClick={() => act('lock')}
            title="No new risk: entries and increases denied"
          >
            <IconLock size={15} aria-hidden /> Lock
          </Button>
          <Button
            tone="held"
            disabled={lock?.level === 'freeze'}
            onClick={() => act('freeze')}
            title="Also holds the strategies’ own exits: for corrupt data"
          >
            <IconSnowflake size={15} aria-hidden /> Freeze
          </Button>
        </div>
        <Button onClick={askUnlock} disabled={!isHeld}>
          <IconLockOpen size={15} aria-hidden /> Unlock…
        </Button>
        <PhaseNote
          phase={command.phase}
          asked={command.requested?.level}
          otherwise={lock ? `in force since event #${formatCount(lock.eventSeq)}` : ''}
        />
        <h3 className={styles.subtitle}>History</h3>
        <LockHistory newestSeq={lock?.eventSeq} />
      </div>
    </Panel>
  );
}

type Lock = NonNullable<ReturnType<typeof useSlice<'lock'>>>;

function LockState({ lock }: { readonly lock: Lock }) {
  const isHeld = lock.level !== 'none';
  const meaning = describeLock(lock.level);
  return (
    <div className={`${styles.state} ${isHeld ? styles.locked : ''}`} data-level={lock.level}>
      <span className={styles.level}>
        {isHeld ? <IconLock size={15} aria-hidden /> : <IconLockOpen size={15} aria-hidden />}
        {nameLevel(lock.level)}
        {isHeld && lock.reason ? `: ${lock.reason}` : ''}
      </span>
      {isHeld ? (
        <span className={styles.why}>
          by {lock.by} since <Clock ts={lock.tsSince} /> (<Age ts={lock.tsSince} />)
        </span>
      ) : null}
      <span className={styles.why}>
        {meaning.held} {meaning.passes}
      </span>
    </div>
  );
}
