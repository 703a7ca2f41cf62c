'use client';

import Link from 'next/link';
import { useSlice } from '../../../trpc/use-live.ts';
import { Cell, Grid } from '../../../ui/grid.tsx';
import { Panel, PanelNote } from '../../../ui/panel.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { ParamsPanel } from '../params/params-panel.tsx';
import { ProposalsPanel } from '../proposals/proposals-panel.tsx';
import { useStrategyCards } from '../../../trpc/use-strategy-cards.ts';
import styles from './detail.module.css';
import { LiveAgainstBacktest } from './live-against-backtest.tsx';
import { StrategyHead } from './strategy-head.tsx';
import { VersionsPanel } from './versions-panel.tsx';

/** One strategy: what it is, what it made, what it may be changed to. */
export function StrategyDetailPage({ strategyId }: { readonly strategyId: string }) {
  const cards = useStrategyCards();
  const live = useSlice('strategies')?.find((row) => row.id === strategyId);
  const card = cards.data?.find((each) => each.id === strategyId);
  return (
    <Grid title={strategyId}>
      <Cell span={12}>
        <nav className={styles.crumbs} aria-label="Where this is">
          <Link href="/strategies">strategies</Link> / {strategyId}
        </nav>
      </Cell>
      {card ? (
        <>
          <Cell span={12}>
            <StrategyHead card={card} live={live} />
          </Cell>
          <Cell span={8} narrowOrder={2}>
            <ParamsPanel key={card.id} card={card} openPositions={live?.openPositions ?? 0} />
          </Cell>
          <Cell span={4} narrowOrder={1}>
            <LiveAgainstBacktest card={card} />
            <VersionsPanel card={card} />
          </Cell>
          <Cell span={12} narrowOrder={3}>
            <ProposalsPanel card={card} />
          </Cell>
        </>
      ) : (
        <Cell span={12}>
          <Panel title={strategyId} bodyHeight={640}>
            <QueryState query={cards} what="The strategy" skeletonRows={16}>
              {() => (
                <PanelNote
                  what={`There is no strategy ${strategyId}`}
                  why="config/quarterdeck.yaml names the strategies that run."
                  action={<Link href="/strategies">All strategies</Link>}
                />
              )}
            </QueryState>
          </Panel>
        </Cell>
      )}
    </Grid>
  );
}
