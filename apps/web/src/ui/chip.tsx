import type { ReactNode } from 'react';
import styles from './chip.module.css';

export type Tone = 'neutral' | 'good' | 'held' | 'broken' | 'accent';

export function Chip({
  tone = 'neutral',
  title,
  children,
}: {
  readonly tone?: Tone;
  readonly title?: string;
  readonly children: ReactNode;
}) {
  return (
    <span className={`${styles.chip} ${styles[tone] ?? ''}`} title={title}>
      {children}
    </span>
  );
}

/** Always beside a word: the colour alone says nothing. */
export function Dot({ tone }: { readonly tone: Tone }) {
  return <span className={`${styles.dot} ${styles[`dot${tone}`] ?? ''}`} aria-hidden />;
}
