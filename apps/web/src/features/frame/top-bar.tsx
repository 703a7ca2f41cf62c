'use client';

import { useConnection, useSlice } from '../../trpc/use-live.ts';
import { PhaseNote } from '../../ui/phase-note.tsx';
import { AlertsBell } from '../alerts/alerts-bell.tsx';
import { LockButton } from '../ops/lock/lock-button.tsx';
import { useLockControl } from '../ops/lock/lock-context.tsx';
import { DisplayMenu } from './display-menu.tsx';
import { EngineCell } from './engine-cell.tsx';
import { LockText } from './lock-text.tsx';
import { ExposureCell, PnlCells } from './money-cells.tsx';
import styles from './top-bar.module.css';

export function TopBar() {
  const engine = useSlice('engine');
  const lock = useSlice('lock');
  const isLocked = lock !== undefined && lock.level !== 'none';
  return (
    <header className={`${styles.bar} ${isLocked ? styles.locked : ''}`}>
      <div className={styles.mark} title="Quarterdeck">
        <Mark />
      </div>
      <div className={styles.who}>
        <div className={`${styles.cell} ${styles.identity}`}>
          <span
            className={`${styles.mode} ${engine?.mode === 'LIVE' ? styles.live : ''}`}
            data-testid="mode-badge"
          >
            {engine?.mode ?? '· · ·'}
          </span>
          <span className={styles.account} title="Account">
            {engine?.account ?? ''}
          </span>
        </div>
        <EngineCell />
      </div>
      <PnlCells />
      {isLocked ? <LockText lock={lock} /> : <ExposureCell />}
      {isLocked ? null : <div className={styles.spring} />}
      <LockPhase isLocked={isLocked} />
      <div className={styles.tools}>
        <div className={styles.display}>
          <DisplayMenu />
        </div>
        <AlertsBell />
      </div>
      <LockButton />
    </header>
  );
}

/** Beside the button while the act is under way, and after it when the stream cannot show the result. */
function LockPhase({ isLocked }: { readonly isLocked: boolean }) {
  const { lock: command } = useLockControl();
  const { phase } = useConnection();
  const isShownByStream = isLocked && phase === 'live';
  if (command.phase.kind === 'idle' || isShownByStream) return null;
  if (command.phase.kind === 'enforced' && phase === 'live') return null;
  return (
    <span className={styles.side} data-testid="lock-phase">
      <PhaseNote phase={command.phase} asked="lock" />
    </span>
  );
}

function Mark() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" fill="none" aria-hidden>
      <circle cx="11" cy="11" r="8.25" stroke="currentColor" strokeWidth="1.75" />
      <path d="M11 11 16.8 5.2A8.25 8.25 0 0 1 19.25 11Z" fill="currentColor" />
      <path d="m14 14.5 5 5" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
    </svg>
  );
}
