'use client';

import type { ParamRow } from '@quarterdeck/core/contract/strategy-card.schema';
import { Chip, type Tone } from '../../../ui/chip.tsx';
import { Underscored } from '../../../ui/underscored.tsx';
import { ParamInput } from './param-input.tsx';
import { isSameValue, paramText, rangeText, spokenText } from '../../../format/param-text.ts';
import styles from './params.module.css';

const ORIGIN_TONES: Record<ParamRow['origin'], Tone> = {
  default: 'neutral',
  shared: 'neutral',
  own: 'accent',
  console: 'held',
};

interface ParamLineProps {
  readonly row: ParamRow;
  readonly text: string | undefined;
  readonly wrong: string | undefined;
  readonly isChanged: boolean;
  /** Nothing is in effect that could be changed. */
  readonly isDisabled: boolean;
  readonly onText: (text: string) => void;
}

export function ParamLine(props: ParamLineProps) {
  const { row, text, wrong, isChanged, isDisabled, onText } = props;
  const shown = isDisabled ? '' : (text ?? paramText(row.value));
  return (
    <tr data-testid={`param-row-${row.name}`}>
      <th scope="row">
        <span className={styles.paramName}>
          <Underscored text={row.name} />
        </span>
        <span className={wrong ? styles.wrong : styles.meaning} role={wrong ? 'alert' : undefined}>
          {wrong ?? row.meaning}
        </span>
      </th>
      <td data-label="Value">
        <ParamInput
          row={row}
          text={shown}
          wrong={wrong}
          isChanged={isChanged}
          isDisabled={isDisabled}
          onText={onText}
        />
        <span className={`figure ${styles.spoken}`}>{spokenText(row.name, shown)}</span>
      </td>
      <td data-label="Default" className={`figure ${styles.dim}`}>
        {isSameValue(row.default, row.value) ? 'same' : paramText(row.default)}
      </td>
      <td data-label="Range" className={`figure ${styles.dim} ${styles.range}`}>
        {rangeText(row)}
      </td>
      <td data-label="Origin">
        <span className={styles.origin}>
          <Chip tone={ORIGIN_TONES[row.origin]}>{row.origin}</Chip>
          {row.originText === row.origin ? null : (
            <span className={styles.meaning}>{row.originText}</span>
          )}
        </span>
      </td>
    </tr>
  );
}
