'use client';

import { IconX } from '@tabler/icons-react';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { paramText, rangeText } from '../../../format/param-text.ts';
import type { KnownParams, ParamOverride } from './backtest-draft.ts';
import styles from './form.module.css';

interface OverridesFieldProps {
  readonly overrides: readonly ParamOverride[];
  readonly strategies: readonly string[];
  readonly known: KnownParams;
  readonly wrong: Readonly<Record<string, string>>;
  readonly onChange: (overrides: readonly ParamOverride[]) => void;
}

function firstOverride(strategyId: string, known: KnownParams): ParamOverride | undefined {
  const row = known.get(strategyId)?.[0];
  return row && { strategyId, name: row.name, text: paramText(row.value) };
}

/** Parameters that differ from what is in effect, for this run only. */
export function OverridesField(props: OverridesFieldProps) {
  const { overrides, strategies, known, wrong, onChange } = props;
  const tunable = strategies.filter((id) => (known.get(id)?.length ?? 0) > 0);
  const [first] = tunable;
  const added = first === undefined ? undefined : firstOverride(first, known);
  const replace = (at: number, next: ParamOverride | undefined) =>
    onChange(overrides.flatMap((each, index) => (index === at ? (next ?? []) : each)));
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>
        Parameters that differ
        <Button isSmall disabled={!added} onClick={() => added && onChange([...overrides, added])}>
          Add one
        </Button>
      </legend>
      {overrides.length === 0 ? (
        <p className={styles.dim}>
          {added ? 'None: the values in effect are used.' : 'Choose strategies first.'}
        </p>
      ) : (
        overrides.map((override, at) => (
          <Override
            key={at}
            override={override}
            tunable={
              tunable.includes(override.strategyId) ? tunable : [...tunable, override.strategyId]
            }
            known={known}
            wrong={wrong[`override-${at}`]}
            onChange={(next) => replace(at, next)}
          />
        ))
      )}
    </fieldset>
  );
}

interface OverrideProps {
  readonly override: ParamOverride;
  readonly tunable: readonly string[];
  readonly known: KnownParams;
  readonly wrong: string | undefined;
  readonly onChange: (next: ParamOverride | undefined) => void;
}

function Override({ override, tunable, known, wrong, onChange }: OverrideProps) {
  const rows = known.get(override.strategyId) ?? [];
  const row = rows.find((each) => each.name === override.name);
  return (
    <div className={styles.override}>
      <SelectField
        label="Strategy"
        isBare
        options={tunable.map((id) => ({ value: id, label: id }))}
        value={override.strategyId}
        onChange={(id) => onChange(firstOverride(id, known) ?? override)}
      />
      <SelectField
        label="Parameter"
        isBare
        options={rows.map(({ name }) => ({ value: name, label: name }))}
        value={override.name}
        onChange={(name) => {
          const chosen = rows.find((each) => each.name === name);
          onChange({ ...override, name, text: paramText(chosen?.value) });
        }}
      />
      <input
        className={`figure ${styles.value}`}
        aria-label={`Value of ${override.name}`}
        aria-invalid={wrong !== undefined}
        value={override.text}
        onChange={(event) => onChange({ ...override, text: event.currentTarget.value })}
      />
      <Button
        tone="ghost"
        isIcon
        isSmall
        aria-label={`Leave ${override.name} as it is`}
        onClick={() => onChange(undefined)}
      >
        <IconX size={14} aria-hidden />
      </Button>
      <span className={wrong ? styles.wrong : styles.dim}>
        {wrong ?? (row ? `${rangeText(row)} · in effect ${paramText(row.value)}` : '')}
      </span>
    </div>
  );
}
