'use client';

import { useId, type CSSProperties, type ReactNode } from 'react';
import { StreamAge } from './moment.tsx';
import styles from './panel.module.css';

interface PanelProps {
  readonly title: string;
  /** Shown beside the title: how many rows, or which of them. */
  readonly count?: string | undefined;
  readonly tools?: ReactNode;
  /** Keeps the panel's size while it loads or is empty. */
  readonly bodyHeight?: number;
  readonly isPadded?: boolean;
  /** Replaces the stream's age where the content has a time of its own. */
  readonly age?: ReactNode;
  readonly testId?: string;
  readonly children: ReactNode;
}

export function Panel(props: PanelProps) {
  const { title, count, tools, bodyHeight, isPadded, age, testId, children } = props;
  const titleId = useId();
  const size =
    bodyHeight === undefined
      ? undefined
      : ({ '--panel-body-height': `${bodyHeight}px` } as CSSProperties);
  return (
    <section className={styles.panel} aria-labelledby={titleId} data-testid={testId}>
      <header className={styles.head}>
        <h2 className={styles.title} id={titleId}>
          {title}
        </h2>
        {count === undefined ? null : <span className={`figure ${styles.count}`}>{count}</span>}
        <div className={styles.tools}>
          <span className={styles.age}>{age ?? <StreamAge />}</span>
          {tools}
        </div>
      </header>
      <div className={`${styles.body} ${isPadded ? styles.padded : ''}`} style={size}>
        {children}
      </div>
    </section>
  );
}

/** The panel's final size before anything has arrived. */
export function PanelSkeleton({ rows = 4 }: { readonly rows?: number }) {
  return (
    <div className={styles.skeleton} aria-busy="true" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.bone} style={{ width: `${92 - ((row * 17) % 40)}%` }} />
      ))}
    </div>
  );
}

interface NoteProps {
  /** What is so. */
  readonly what: string;
  /** Why, and what to do. */
  readonly why?: string | undefined;
  readonly isError?: boolean;
  readonly action?: ReactNode;
}

export function PanelNote({ what, why, isError, action }: NoteProps) {
  return (
    <div
      className={`${styles.note} ${isError ? styles.error : ''}`}
      role={isError ? 'alert' : undefined}
    >
      <strong>{what}</strong>
      {why ? <span>{why}</span> : null}
      {action}
    </div>
  );
}
