'use client';

import { formatAge } from '../../format/age.ts';
import { useStreamAge } from '../../trpc/use-engine-now.ts';
import { useConnection, useSlice } from '../../trpc/use-live.ts';
import { Dot, type Tone } from '../../ui/chip.tsx';
import styles from './top-bar.module.css';

const TONES: Record<string, Tone> = {
  running: 'good',
  starting: 'held',
  reconciling: 'held',
  impaired: 'broken',
  draining: 'held',
};

/** What the engine says of itself, unless the line to it is down: then that comes first. */
export function EngineCell() {
  const engine = useSlice('engine');
  const { phase } = useConnection();
  const age = useStreamAge();
  const isHeard = phase === 'live' && engine !== undefined;
  const word = isHeard ? engine.state : phase;
  const tone: Tone = isHeard
    ? (TONES[engine.state] ?? 'neutral')
    : phase === 'disconnected'
      ? 'broken'
      : 'held';
  return (
    <div
      className={`${styles.cell} ${styles.engine}`}
      title={
        engine ? `${engine.stateDetail || engine.state} · ${engine.source} · ${engine.version}` : ''
      }
    >
      <span className={styles.label}>Engine</span>
      <span className={styles.value}>
        <Dot tone={tone} />
        <span data-testid="engine-state" data-connection={phase}>
          {word}
        </span>
        <span className={`figure ${styles.label}`} style={{ minWidth: '4.2em' }}>
          {age === undefined ? '' : formatAge(age)}
        </span>
      </span>
    </div>
  );
}
