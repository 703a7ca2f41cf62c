import type { ReactNode } from 'react';
import styles from './grid.module.css';

/** Twelve columns, one on a narrow screen. */
export function Grid({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.grid}>
      <h1 className="visually-hidden">{title}</h1>
      {children}
    </div>
  );
}

export function Cell({ span, children }: { readonly span: number; readonly children: ReactNode }) {
  return (
    <div className={styles.cell} style={{ gridColumn: `span ${span}` }}>
      {children}
    </div>
  );
}
