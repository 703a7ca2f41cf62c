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
  readonly onText: (text: string) => void;
}

export function ParamLine({ row, text, wrong, isChanged, onText }: ParamLineProps) {
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
          text={text ?? paramText(row.value)}
          wrong={wrong}
          isChanged={isChanged}
          onText={onText}
        />
        <span className={`figure ${styles.spoken}`}>
          {spokenText(row.name, text ?? paramText(row.value))}
        </span>
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
