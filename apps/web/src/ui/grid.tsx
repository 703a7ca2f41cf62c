import type { CSSProperties, ReactNode } from 'react';
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

interface CellProps {
  readonly span: number;
  /** Place in the single column of a narrow screen, where it differs from the order of the page. */
  readonly narrowOrder?: number;
  readonly children: ReactNode;
}

export function Cell({ span, narrowOrder = 0, children }: CellProps) {
  const look = { gridColumn: `span ${span}`, '--narrow-order': narrowOrder } as CSSProperties;
  return (
    <div className={styles.cell} style={look}>
      {children}
    </div>
  );
}
