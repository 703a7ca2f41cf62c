'use client';

import type { ClipboardEvent } from 'react';
import { directionOf } from '../format/decimal-text.ts';
import { formatMoney } from '../format/money.ts';
import styles from './figure.module.css';
import { Flashing } from './flashing.tsx';

const ARROWS = { up: '▲', down: '▼' } as const;

/** Whoever copies a figure gets every digit of it, not the rounded face. */
function copyExact(exact: string) {
  return (event: ClipboardEvent) => {
    const selected = window.getSelection();
    if (!selected || selected.rangeCount > 1) return;
    event.clipboardData.setData('text/plain', exact);
    event.preventDefault();
  };
}

interface MoneyProps {
  /** Exact decimal text. */
  readonly value: string;
  readonly currency?: string | undefined;
  readonly decimals?: number;
  readonly testId?: string;
}

function exactTitle(value: string, currency: string | undefined): string {
  return currency ? `${value} ${currency}` : value;
}

/** An amount that is no profit or loss: equity, exposure, a limit. */
export function Amount({ value, currency, decimals = 2, testId }: MoneyProps) {
  return (
    <span
      className="figure"
      title={exactTitle(value, currency)}
      data-exact={value}
      data-testid={testId}
      onCopy={copyExact(value)}
    >
      <Flashing value={value}>{formatMoney(value, { decimals })}</Flashing>
      {currency ? <span className={styles.currency}>{currency}</span> : null}
    </span>
  );
}

/** A profit or loss: sign always, arrow beside it, colour last. */
export function Pnl({ value, currency, decimals = 2, testId }: MoneyProps) {
  const direction = directionOf(value);
  return (
    <span
      className={`figure ${styles[direction] ?? ''}`}
      title={exactTitle(value, currency)}
      data-exact={value}
      data-testid={testId}
      onCopy={copyExact(value)}
    >
      {direction === 'flat' ? null : (
        <span className={styles.arrow} aria-hidden>
          {ARROWS[direction]}
        </span>
      )}
      <Flashing value={value}>{formatMoney(value, { decimals, sign: 'always' })}</Flashing>
      {currency ? <span className={styles.currency}>{currency}</span> : null}
    </span>
  );
}
