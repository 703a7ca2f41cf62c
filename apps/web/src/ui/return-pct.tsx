import { formatSignedPct } from '../format/signed-pct.ts';
import styles from './figure.module.css';

interface ReturnPctProps {
  readonly value: number | null;
  readonly decimals?: number;
}

/** A return as a percentage: sign always, colour after it. */
export function ReturnPct({ value, decimals = 2 }: ReturnPctProps) {
  const text = formatSignedPct(value, decimals);
  const look = text.startsWith('+') ? styles.up : text.startsWith('−') ? styles.down : styles.flat;
  return (
    <span className={`figure ${look ?? ''}`} title={value === null ? undefined : `${value} %`}>
      {text}
    </span>
  );
}
