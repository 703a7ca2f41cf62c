'use client';

import { useState } from 'react';
import { useStrategyCards } from '../../../../trpc/use-strategy-cards.ts';
import { CopyLine } from '../../../../ui/copy-line.tsx';
import { Panel, PanelNote } from '../../../../ui/panel.tsx';
import { SelectField } from '../../../../ui/select-field.tsx';
import { shortName } from '../../runs/request-text.ts';
import { useDataSources } from '../../use-backtests.ts';
import styles from '../searches.module.css';
import { searchCommand, suggestSpace } from './search-command.ts';

/** The first one until somebody chooses. */
const chosenOf = <T,>(all: readonly T[], isChosen: (each: T) => boolean): T | undefined =>
  all.find(isChosen) ?? all[0];

/** A search takes every core for minutes to hours: a person starts it at the machine, with this line. */
export function StartSearch() {
  const cards = useStrategyCards().data ?? [];
  const sources = useDataSources().data ?? [];
  const [strategyId, setStrategyId] = useState('');
  const [data, setData] = useState('');
  const card = chosenOf(cards, ({ id }) => id === strategyId);
  const source = chosenOf(sources, ({ name }) => name === data);
  return (
    <Panel title="Begin a search" age="" isPadded testId="start-search">
      <div className={styles.start}>
        <SelectField
          label="Strategy to search"
          options={cards.map(({ id }) => ({ value: id, label: id }))}
          value={card?.id ?? ''}
          onChange={setStrategyId}
          isDisabled={cards.length === 0}
          testId="search-strategy"
        />
        <SelectField
          label="Data to search on"
          options={sources.map(({ name }) => ({ value: name, label: shortName(name) }))}
          value={source?.name ?? ''}
          onChange={setData}
          isDisabled={sources.length === 0}
        />
        <CopyLine
          testId="search-command"
          text={searchCommand({
            strategyId: card?.id,
            data: source?.name,
            space: suggestSpace(card?.params ?? []),
          })}
        >
          Run it where the engine runs. Change the ranges as you like; trials appear above as they
          end, and <code>--resume</code> goes on after a stop.
        </CopyLine>
      </div>
      {sources.length === 0 ? (
        <PanelNote
          what="No data yet"
          why="npx quarterdeck history download keeps candles; any tape of your own works in place of FILE."
        />
      ) : null}
    </Panel>
  );
}
