'use client';

import type { DecisionSummary } from '@quarterdeck/core/contract/agent/decision-list.schema';
import { useRouter } from 'next/navigation';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { TablePanel } from '../../../ui/table-panel.tsx';
import { decisionPath } from '../decision-path.ts';
import { OUTCOME_LOOKS } from '../outcome-look.ts';
import { useDecisionRows } from '../use-decisions.ts';
import { DECISION_COLUMNS } from './decision-columns.tsx';
import type { ListChoice } from './list-filter.ts';
import styles from './list.module.css';

const BODY_HEIGHT = 640;

const textOf = (row: DecisionSummary): string =>
  [
    row.symbol,
    row.outcome,
    OUTCOME_LOOKS[row.outcome].word,
    row.gateLayer,
    row.vetoCode ?? '',
    row.model ?? '',
    row.decisionId,
  ].join(' ');

const isNarrow = ({ range, group, outcome, symbol, actor }: ListChoice): boolean =>
  range !== 'all' || group !== 'all' || outcome !== '' || symbol !== '' || actor !== '';

function emptyText(choice: ListChoice): { readonly what: string; readonly why: string } {
  if (isNarrow(choice)) {
    const why = 'Choose more endings, symbols or a longer time.';
    return {
      what: 'No decisions here',
      why: `${why} Looks that end at the gate stand beside this list.`,
    };
  }
  return {
    what: 'No decisions yet',
    why: 'A symbol is decided when its gate opens: after its longest interval at the latest.',
  };
}

/** Every decision the choice names, newest first; a row opens its page. */
export function DecisionsPanel({ choice }: { readonly choice: ListChoice }) {
  const router = useRouter();
  const asked = useDecisionRows(choice);
  const rows = asked.data?.pages.flat();
  if (rows === undefined && asked.isError) {
    return (
      <Panel title="Decisions" bodyHeight={BODY_HEIGHT} age="" testId="decision-rows">
        <QueryState query={asked} what="The list of decisions">
          {() => null}
        </QueryState>
      </Panel>
    );
  }
  return (
    <TablePanel
      title="Decisions"
      storageKey="decisions"
      columns={DECISION_COLUMNS}
      rows={rows}
      keyOf={(row) => row.decisionId}
      textOf={textOf}
      rowTestId={(row) => `decision-${row.decisionId}`}
      bodyHeight={BODY_HEIGHT}
      isFixed
      isHistory
      hasFilter
      onOpen={(row) => router.push(decisionPath(row.decisionId))}
      testId="decision-rows"
      empty={emptyText(choice)}
      footer={
        asked.hasNextPage ? (
          <div className={styles.older}>
            <Button
              isSmall
              disabled={asked.isFetchingNextPage}
              onClick={() => void asked.fetchNextPage()}
            >
              {asked.isFetchingNextPage ? 'Asked for…' : 'Older decisions'}
            </Button>
          </div>
        ) : null
      }
    />
  );
}
