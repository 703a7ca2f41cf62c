'use client';

import { useRouter } from 'next/navigation';
import { describeFailure } from '../../../trpc/refusal.ts';
import { Panel } from '../../../ui/panel.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { TablePanel } from '../../../ui/table-panel.tsx';
import { SEARCH_COLUMNS } from './search-columns.tsx';
import { strategyOf } from './search-text.ts';
import { StartSearch } from './start/start-search.tsx';
import styles from './searches.module.css';
import { useSearches } from './use-searches.ts';

const BODY_HEIGHT = 232;

/** Every parameter search there has been, and how to begin one; a row opens its trials. */
export function SearchesPanel() {
  const router = useRouter();
  const searches = useSearches();
  if (searches.isError && searches.data === undefined) {
    return (
      <Panel title="Parameter searches" bodyHeight={BODY_HEIGHT} age="" testId="searches">
        <QueryState query={searches} what="The searches">
          {() => null}
        </QueryState>
      </Panel>
    );
  }
  return (
    <>
      <TablePanel
        title="Parameter searches"
        storageKey="searches"
        columns={SEARCH_COLUMNS}
        rows={searches.data}
        keyOf={(run) => run.id}
        textOf={(run) => `${strategyOf(run)} ${run.request.method} ${run.state} ${run.by}`}
        rowTestId={(run) => `search-${run.id}`}
        bodyHeight={BODY_HEIGHT}
        isFixed
        isHistory
        onOpen={(run) => router.push(`/backtests/searches/${run.id}`)}
        testId="searches"
        age={
          searches.isError ? (
            <span className={styles.stale} role="status">
              not current: {describeFailure(searches.error).code}
            </span>
          ) : undefined
        }
        empty={{
          what: 'No search yet',
          why: 'A search tries parameters on all cores and says how much of the best is luck. Begin one below.',
        }}
      />
      <StartSearch />
    </>
  );
}
