'use client';

import { useRouter } from 'next/navigation';
import { useSlice } from '../../../trpc/use-live.ts';
import { Panel } from '../../../ui/panel.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { TablePanel } from '../../../ui/table-panel.tsx';
import { failedFirst } from '../failed-first.ts';
import { useStrategyCards } from '../../../trpc/use-strategy-cards.ts';
import { CATALOGUE_COLUMNS, type CatalogueRow } from './catalogue-columns.tsx';

const BODY_HEIGHT = 640;

/** Every strategy there is: how it stands, what it has made, and what it made on past data. */
export function CataloguePanel() {
  const cards = useStrategyCards();
  const live = useSlice('strategies');
  const router = useRouter();
  if (cards.data === undefined && cards.isError) {
    return (
      <Panel title="Strategies" bodyHeight={BODY_HEIGHT} testId="catalogue">
        <QueryState query={cards} what="The catalogue">
          {() => null}
        </QueryState>
      </Panel>
    );
  }
  const rows = cards.data && failedFirst(cards.data);
  return (
    <TablePanel<CatalogueRow>
      title="Strategies"
      storageKey="catalogue"
      columns={CATALOGUE_COLUMNS}
      rows={rows?.map((card) => ({ card, live: live?.find((each) => each.id === card.id) }))}
      keyOf={({ card }) => card.id}
      textOf={({ card }) => `${card.id} ${card.title} ${card.symbols.join(' ')} ${card.state}`}
      rowTestId={({ card }) => `catalogue-${card.id}`}
      bodyHeight={BODY_HEIGHT}
      hasFilter
      testId="catalogue"
      onOpen={({ card }) => router.push(`/strategies/${card.id}`)}
      empty={{
        what: 'No strategies',
        why: 'config/quarterdeck.yaml names the strategies; the engine reads it when it starts.',
      }}
    />
  );
}
