'use client';

import { useSlice } from '../../../trpc/use-live.ts';
import { Button } from '../../../ui/button.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { OUTCOME_GROUPS, OUTCOME_LOOKS } from '../outcome-look.ts';
import { RANGES, type ListChoice } from './list-filter.ts';
import styles from './list.module.css';

interface DecisionToolsProps {
  readonly choice: ListChoice;
  readonly onChoice: (choice: ListChoice) => void;
}

const GROUPS = ['all', ...OUTCOME_GROUPS] as const;

/** Which decisions: how they ended, in what, by whom, since when. */
export function DecisionTools({ choice, onChoice }: DecisionToolsProps) {
  const symbols = useSlice('agent')?.symbols ?? [];
  const change = (changes: Partial<ListChoice>) => onChoice({ ...choice, ...changes });
  return (
    <div className={styles.tools}>
      <Segmented
        label="How it ended"
        options={GROUPS.map((group) => ({ value: group, label: group }))}
        value={choice.group}
        onChange={(group) => change({ group, outcome: '' })}
      />
      <Segmented
        label="Since when"
        options={RANGES}
        value={choice.range}
        onChange={(range) => change({ range })}
      />
      <div className={styles.select}>
        <SelectField
          label="Symbol"
          isBare
          testId="decisions-symbol"
          options={[
            { value: '', label: 'All symbols' },
            ...symbols.map((each) => ({ value: each, label: each })),
          ]}
          value={choice.symbol}
          onChange={(symbol) => change({ symbol })}
        />
      </div>
      <div className={styles.select}>
        <SelectField
          label="Who decided"
          isBare
          testId="decisions-actor"
          options={[
            { value: '', label: 'Claude and rules' },
            { value: 'model', label: 'Claude' },
            { value: 'rules', label: 'Rules' },
          ]}
          value={choice.actor}
          onChange={(actor) => change({ actor: actor as ListChoice['actor'] })}
        />
      </div>
      {choice.outcome === '' ? null : (
        <Button isSmall onClick={() => change({ outcome: '' })}>
          Only “{OUTCOME_LOOKS[choice.outcome].word}”: show the others
        </Button>
      )}
    </div>
  );
}
