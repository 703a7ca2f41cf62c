'use client';

import type { SearchDetail } from '@quarterdeck/core/contract/search-detail.schema';
import Link from 'next/link';
import { useState } from 'react';
import { describeFailure } from '../../../../trpc/refusal.ts';
import { Cell, Grid } from '../../../../ui/grid.tsx';
import { Age } from '../../../../ui/moment.tsx';
import { Panel, PanelNote } from '../../../../ui/panel.tsx';
import { QueryState } from '../../../../ui/query-state.tsx';
import { StateChip } from '../search-columns.tsx';
import { useSearch } from '../use-searches.ts';
import { ChosenSet } from './chosen-set.tsx';
import styles from './detail.module.css';
import { ScorePanel } from './score-panel.tsx';
import { SearchHead } from './search-head.tsx';
import { TrialsPanel } from './trials-panel.tsx';

/** One search: how much of its best is luck, every trial, and the way from one of them to a proposal. */
export function SearchPage({ searchId }: { readonly searchId: string }) {
  const search = useSearch(searchId);
  return (
    <Grid title={`Search ${searchId}`}>
      <Cell span={12}>
        <nav className={styles.crumbs} aria-label="Where this is">
          <span>
            <Link href="/backtests">backtests</Link> / searches /{' '}
            <span className="figure">{searchId}</span>
            {search.data ? (
              <>
                {' '}
                · by {search.data.run.by}, <Age ts={search.data.run.tsCreated} /> ago{' '}
                <StateChip run={search.data.run} />
              </>
            ) : null}
          </span>
          {search.isError && search.data ? (
            <span className={styles.stale} role="status">
              not current: {describeFailure(search.error).code}
            </span>
          ) : null}
        </nav>
      </Cell>
      {search.data ? (
        <SearchBody detail={search.data} isStale={search.isError} />
      ) : (
        <Cell span={12}>
          <WithoutSearch searchId={searchId} search={search} />
        </Cell>
      )}
    </Grid>
  );
}

interface WithoutSearchProps {
  readonly searchId: string;
  readonly search: ReturnType<typeof useSearch>;
}

function WithoutSearch({ searchId, search }: WithoutSearchProps) {
  const isUnknown = search.isError && describeFailure(search.error).code === 'SEARCH_UNKNOWN';
  return (
    <Panel title={`Search ${searchId}`} bodyHeight={isUnknown ? 240 : 640} age="">
      {isUnknown ? (
        <PanelNote
          what={`There is no search ${searchId}`}
          why="The address is not right. Every search that is kept stands in the list."
          action={<Link href="/backtests">All searches</Link>}
        />
      ) : (
        <QueryState query={search} what="The search" skeletonRows={16}>
          {() => null}
        </QueryState>
      )}
    </Panel>
  );
}

interface SearchBodyProps {
  readonly detail: SearchDetail;
  readonly isStale: boolean;
}

function SearchBody({ detail, isStale }: SearchBodyProps) {
  const { run, trials } = detail;
  const [wanted, setWanted] = useState<number | undefined>(undefined);
  const number = wanted ?? run.best?.number;
  const chosen = trials.find((trial) => trial.number === number);
  return (
    <>
      <Cell span={12}>
        <SearchHead run={run} />
      </Cell>
      <Cell span={8} narrowOrder={1}>
        <ScorePanel detail={detail} chosen={chosen?.number} />
      </Cell>
      <Cell span={4} narrowOrder={3}>
        <ChosenSet key={chosen?.number} detail={detail} trial={chosen} isStale={isStale} />
      </Cell>
      <Cell span={12} narrowOrder={2}>
        <TrialsPanel detail={detail} chosen={chosen?.number} onChoose={setWanted} />
      </Cell>
    </>
  );
}
