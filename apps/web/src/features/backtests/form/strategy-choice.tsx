'use client';

import { useStrategyCards } from '../../../trpc/use-strategy-cards.ts';
import { QueryState } from '../../../ui/query-state.tsx';
import { CheckList } from './check-list.tsx';
import styles from './form.module.css';

interface StrategyChoiceProps {
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  readonly wrong: string | undefined;
}

const HEIGHT = 150;

/** Strategies of the catalogue, or all of them. */
export function StrategyChoice({ chosen, onChange, wrong }: StrategyChoiceProps) {
  const cards = useStrategyCards();
  if (cards.data === undefined) {
    return (
      <div className={styles.waiting}>
        <QueryState query={cards} what="The catalogue" skeletonRows={6}>
          {() => null}
        </QueryState>
      </div>
    );
  }
  return (
    <CheckList
      label="Strategies"
      height={HEIGHT}
      all="all"
      chosen={chosen}
      onChange={onChange}
      wrong={wrong}
      options={[
        { value: 'all', text: 'all', beside: `the catalogue, ${cards.data.length}` },
        ...cards.data.map(({ id }) => ({ value: id, text: id })),
      ]}
    />
  );
}
