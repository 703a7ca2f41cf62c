'use client';

import { useId } from 'react';
import styles from './field.module.css';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

interface SelectFieldProps {
  readonly label: string;
  readonly options: readonly SelectOption[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The label is for readers of the page only; what stands beside it names it for the eye. */
  readonly isBare?: boolean;
  readonly isDisabled?: boolean;
  readonly testId?: string;
}

export function SelectField(props: SelectFieldProps) {
  const { label, options, value, onChange, isBare, isDisabled, testId } = props;
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={isBare ? 'visually-hidden' : styles.label} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className={`${styles.input} ${isBare ? styles.small : ''}`}
        value={value}
        disabled={isDisabled}
        data-testid={testId}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
