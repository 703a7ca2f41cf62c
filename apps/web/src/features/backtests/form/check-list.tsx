'use client';

import { useState } from 'react';
import styles from './form.module.css';

export interface CheckOption {
  readonly value: string;
  readonly text: string;
  /** Beside the name, dimmer. */
  readonly beside?: string;
  /** Below the name, dimmer; cut where it is too long. */
  readonly about?: string;
}

interface CheckListProps {
  readonly label: string;
  readonly options: readonly CheckOption[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  readonly wrong?: string | undefined;
  readonly height: number;
  /** Chosen alone: whatever else is chosen goes away with it. */
  readonly all?: string;
}

/** So many are found by looking. */
const FEW = 4;

/** Several of many, found by typing. */
export function CheckList(props: CheckListProps) {
  const { label, options, chosen, onChange, wrong, height, all } = props;
  const [query, setQuery] = useState('');
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = options.filter(({ text, about = '' }) =>
    words.every((word) => `${text} ${about}`.toLowerCase().includes(word)),
  );
  const toggle = (value: string) => {
    if (chosen.includes(value)) onChange(chosen.filter((each) => each !== value));
    else if (value === all) onChange([value]);
    else onChange([...chosen.filter((each) => each !== all), value]);
  };
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>
        {label}
        <span className={wrong ? styles.wrong : styles.dim}>
          {wrong ?? (chosen.length > 0 ? `${chosen.length} chosen` : '')}
        </span>
      </legend>
      {options.length > FEW ? (
        <input
          type="search"
          className={styles.search}
          placeholder="Find"
          aria-label={`Find in ${label}`}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      ) : null}
      <ul className={styles.options} style={{ height }}>
        {shown.map(({ value, text, beside, about }) => (
          <li key={value}>
            <label className={styles.option}>
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={() => toggle(value)}
                data-testid={`choose-${value}`}
              />
              <span className={styles.optionText}>
                <span className={styles.optionLine}>
                  {text}
                  {beside ? <span className={`figure ${styles.beside}`}>{beside}</span> : null}
                </span>
                {about ? (
                  <span className={styles.about} title={about}>
                    {about}
                  </span>
                ) : null}
              </span>
            </label>
          </li>
        ))}
        {shown.length === 0 ? <li className={styles.none}>Nothing of that name</li> : null}
      </ul>
    </fieldset>
  );
}
