'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { Cell, Grid } from '../../ui/grid.tsx';
import { Panel, PanelNote } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { marketPath } from '../../format/market-path.ts';
import { useChartedSymbols } from './use-market-chart.ts';

/** Leads to the first market; the others are one choice away there. */
export function MarketsPage() {
  const symbols = useChartedSymbols();
  const router = useRouter();
  const first = symbols.data?.[0]?.symbol;
  useEffect(() => {
    if (first !== undefined) router.replace(marketPath(first));
  }, [router, first]);
  return (
    <Grid title="Markets">
      <Cell span={12}>
        <Panel title="Markets" bodyHeight={640}>
          <QueryState query={symbols} what="The list of markets" skeletonRows={16}>
            {(list) =>
              list.length > 0 ? null : (
                <PanelNote
                  what="No markets"
                  why="config/quarterdeck.yaml names the symbols the desk trades."
                />
              )
            }
          </QueryState>
        </Panel>
      </Cell>
    </Grid>
  );
}
