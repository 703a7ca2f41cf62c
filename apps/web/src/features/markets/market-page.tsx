'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useSlice } from '../../trpc/use-live.ts';
import { Cell, Grid } from '../../ui/grid.tsx';
import { Panel, PanelNote } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { chooseTimeframe } from './choose-timeframe.ts';
import { MarketChartPanel } from './market-chart-panel.tsx';
import { MarketFacts } from './market-facts.tsx';
import { MarketTools } from './market-tools.tsx';
import { marketPath, symbolOfSlug } from '../../format/market-path.ts';
import { MarkerPanel } from './marker-panel.tsx';
import { useChartedSymbols, useMarketChart } from './use-market-chart.ts';

interface MarketPageProps {
  readonly slug: string;
  readonly strategyId: string | undefined;
}

/** The market an address names, among all; an empty symbol until it is known. */
function useMarketOf(slug: string) {
  const markets = useChartedSymbols().data ?? [];
  const names = markets.map((each) => each.symbol);
  const symbol = symbolOfSlug(slug, names) ?? '';
  const timeframesMs = markets.find((each) => each.symbol === symbol)?.timeframesMs ?? [];
  return { names, symbol, timeframesMs };
}

/** One market: what it is at, what it was, and what was done in it. */
export function MarketPage({ slug, strategyId: wanted = '' }: MarketPageProps) {
  const { names, symbol, timeframesMs } = useMarketOf(slug);
  const router = useRouter();
  const [strategyId, setStrategyId] = useState(wanted);
  const [wish, setWish] = useState<number | undefined>(undefined);
  const strategies = useSlice('strategies') ?? [];
  const timeframeMs = chooseTimeframe(timeframesMs, wish);
  const traders = strategies.filter((row) => row.symbols.includes(symbol)).map((row) => row.id);
  const watched = traders.includes(strategyId) ? strategyId : '';
  const chart = useMarketChart({ symbol, timeframeMs, strategyId: watched });
  if (symbol === '') return <NoMarket slug={slug} />;
  return (
    <Grid title={symbol}>
      <Cell span={12}>
        <MarketTools
          symbol={symbol}
          symbols={names}
          onSymbol={(next) => router.push(marketPath(next))}
          timeframesMs={timeframesMs}
          timeframeMs={timeframeMs}
          onTimeframe={setWish}
          strategies={traders}
          strategyId={watched}
          onStrategy={setStrategyId}
        />
        <MarketFacts symbol={symbol} />
      </Cell>
      <Cell span={12}>
        <MarketChartPanel
          symbol={symbol}
          strategyId={watched}
          chart={chart}
          hasBars={timeframeMs > 0}
        />
      </Cell>
      <Cell span={12}>
        <MarkerPanel markers={timeframeMs > 0 ? chart.data?.markers : []} symbol={symbol} />
      </Cell>
    </Grid>
  );
}

/** Not known yet, or not at all. */
function NoMarket({ slug }: { readonly slug: string }) {
  const symbols = useChartedSymbols();
  return (
    <Grid title={slug}>
      <Cell span={12}>
        <Panel title={slug} bodyHeight={640}>
          <QueryState query={symbols} what="The list of markets" skeletonRows={16}>
            {(list) => (
              <PanelNote
                what={`There is no market ${slug}`}
                why={`The desk trades ${list.map((each) => each.symbol).join(', ') || 'none'}.`}
                action={<Link href="/markets">Its markets</Link>}
              />
            )}
          </QueryState>
        </Panel>
      </Cell>
    </Grid>
  );
}
