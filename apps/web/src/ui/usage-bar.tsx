import styles from './usage-bar.module.css';

interface UsageBarProps {
  readonly label: string;
  /** 0 to 1, above 1 when over the cap. */
  readonly share: number;
}

/** Amber near the cap, where entries are about to be held back; red at and over it. */
export function UsageBar({ label, share }: UsageBarProps) {
  const tone = share >= 1 ? styles.broken : share >= 0.85 ? styles.held : '';
  return (
    <div
      className={styles.track}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(Math.min(share, 1) * 100)}
    >
      <div className={`${styles.fill} ${tone}`} style={{ width: `${Math.min(share, 1) * 100}%` }} />
    </div>
  );
}
