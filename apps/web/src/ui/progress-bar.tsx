import styles from './progress-bar.module.css';

interface ProgressBarProps {
  readonly label: string;
  /** 0 to 1. */
  readonly share: number;
}

/** How far a piece of work has come. */
export function ProgressBar({ label, share }: ProgressBarProps) {
  const pct = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div
      className={styles.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={pct}
    >
      <div className={styles.fill} style={{ width: `${pct}%` }} />
    </div>
  );
}
