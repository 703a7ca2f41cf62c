import type { ReactNode } from 'react';
import styles from './figure-strip.module.css';

export interface StripFigure {
  readonly name: string;
  readonly value: ReactNode;
  readonly foot?: ReactNode;
}

/** The figures of one thing in a row, each with what it is measured by below. */
export function FigureStrip({
  label,
  figures,
}: {
  readonly label: string;
  readonly figures: readonly StripFigure[];
}) {
  return (
    <section className={styles.strip} aria-label={label}>
      {figures.map(({ name, value, foot }) => (
        <div key={name} className={styles.cell}>
          <span className={styles.name}>{name}</span>
          <span className={styles.value}>{value}</span>
          <span className={styles.foot}>{foot}</span>
        </div>
      ))}
    </section>
  );
}
