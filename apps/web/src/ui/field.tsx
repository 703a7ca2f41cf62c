'use client';

import { useId, type InputHTMLAttributes } from 'react';
import styles from './field.module.css';

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> {
  readonly label: string;
  readonly onText: (text: string) => void;
  readonly hint?: string | undefined;
  readonly wrong?: string | undefined;
}

export function Field({ label, onText, hint, wrong, ...input }: FieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <input
        {...input}
        id={id}
        className={styles.input}
        aria-invalid={wrong !== undefined}
        aria-describedby={`${id}-hint`}
        autoComplete="off"
        onChange={(event) => onText(event.currentTarget.value)}
      />
      {(wrong ?? hint) ? (
        <span id={`${id}-hint`} className={`${styles.hint} ${wrong ? styles.wrong : ''}`}>
          {wrong ?? hint}
        </span>
      ) : null}
    </div>
  );
}
