'use client';

import type { ParamRow } from '@quarterdeck/core/contract/strategy-card.schema';
import { paramText } from '../../../format/param-text.ts';
import styles from './params.module.css';

interface ParamInputProps {
  readonly row: ParamRow;
  readonly text: string;
  readonly wrong: string | undefined;
  readonly isChanged: boolean;
  readonly isDisabled: boolean;
  readonly onText: (text: string) => void;
}

/** A choice where there is one to make, text otherwise. What is wrong stands below, in place of the meaning. */
export function ParamInput(props: ParamInputProps) {
  const { row, text, wrong, isChanged, isDisabled, onText } = props;
  const choices = row.choices ?? (typeof row.default === 'boolean' ? [true, false] : null);
  const look = {
    className: `figure ${styles.input} ${isChanged ? styles.changed : ''}`,
    disabled: isDisabled,
    'aria-label': row.name,
    'aria-invalid': wrong !== undefined,
    title: wrong ?? row.meaning,
    'data-testid': `param-${row.name}`,
  };
  if (choices) {
    return (
      <select {...look} value={text} onChange={(event) => onText(event.currentTarget.value)}>
        {choices.map((choice) => (
          <option key={paramText(choice)}>{paramText(choice)}</option>
        ))}
      </select>
    );
  }
  return (
    <input
      {...look}
      value={text}
      placeholder={isDisabled ? '–' : undefined}
      inputMode={typeof row.value === 'number' ? 'decimal' : 'text'}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onText(event.currentTarget.value)}
    />
  );
}
