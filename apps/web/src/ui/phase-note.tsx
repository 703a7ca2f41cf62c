import { formatCount } from '../format/ratio.ts';
import type { CommandPhase } from '../trpc/use-command.ts';
import styles from './phase-note.module.css';

interface PhaseNoteProps {
  readonly phase: CommandPhase;
  /** What was asked for, in a word or two. */
  readonly asked?: string | undefined;
  /** Shown while nothing is under way: what holds since when. */
  readonly otherwise?: string | undefined;
}

/** The three things an act shows apart: requested, enforced (event and milliseconds), failed. */
export function PhaseNote({ phase, asked = '', otherwise = '' }: PhaseNoteProps) {
  switch (phase.kind) {
    case 'requested':
      return (
        <span className={`${styles.note} ${styles.requested}`} role="status">
          requested {asked}…
        </span>
      );
    case 'enforced':
      return (
        <span className={`figure ${styles.note}`} role="status">
          enforced #{formatCount(phase.receipt.eventSeq)} · {phase.receipt.enforcedMs.toFixed(1)} ms
        </span>
      );
    case 'failed':
      return (
        <span className={`${styles.note} ${styles.failed}`} role="alert" title={phase.failure.text}>
          {phase.failure.isOutcomeUnknown ? 'unknown' : 'failed'} {asked}: {phase.failure.code}
        </span>
      );
    case 'idle':
      return <span className={`figure ${styles.note}`}>{otherwise}</span>;
  }
}
