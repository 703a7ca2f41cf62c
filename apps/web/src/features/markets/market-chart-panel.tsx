'use client';

import type { MarketChart } from '@quarterdeck/core/contract/market-chart.schema';
import dynamic from 'next/dynamic';
import { countOf } from '../../format/ratio.ts';
import { useConnection, useSlice } from '../../trpc/use-live.ts';
import { Panel, PanelNote, PanelSkeleton } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import styles from './market.module.css';
import type { useMarketChart } from './use-market-chart.ts';

/** Loaded with the first market that is looked at: no other page needs it. */
const CandleChart = dynamic(
  () => import('../../charts/candles/candle-chart.tsx').then((module) => module.CandleChart),
  { ssr: false, loading: () => <PanelSkeleton rows={14} /> },
);

const USUAL_DECIMALS = 2;

const decimalsOf = (tickSize: string | undefined): number =>
  tickSize === undefined
    ? USUAL_DECIMALS
    : (tickSize.replace(/0+$/, '').split('.')[1]?.length ?? 0);

interface MarketChartPanelProps {
  readonly symbol: string;
  readonly chart: ReturnType<typeof useMarketChart>;
  readonly hasBars: boolean;
}

export function MarketChartPanel({ symbol, chart, hasBars }: MarketChartPanelProps) {
  const { phase } = useConnection();
  const data = hasBars ? chart.data : undefined;
  return (
    <Panel
      title={symbol}
      count={data ? summaryOf(data) : undefined}
      testId="market-chart"
      tools={chart.isError && data ? <span className={styles.late}>bars are late</span> : undefined}
    >
      <div className={`${styles.chart} ${phase === 'disconnected' ? styles.aged : ''}`}>
        {hasBars ? (
          <QueryState query={chart} what="The bars" skeletonRows={14}>
            {(loaded) => <Drawn data={loaded} />}
          </QueryState>
        ) : (
          <PanelNote
            what={`No bars of ${symbol} yet`}
            why="Bars are built from its quotes while the engine runs; npx quarterdeck history download fetches earlier ones."
          />
        )}
      </div>
      <p className={styles.credit}>
        Chart: TradingView Lightweight Charts™, Copyright (c) TradingView, Inc.{' '}
        <a href="https://www.tradingview.com/" target="_blank" rel="noreferrer">
          https://www.tradingview.com/
        </a>
      </p>
    </Panel>
  );
}

function summaryOf({ candles, gaps, markers }: MarketChart): string {
  const parts = [countOf(candles.length, 'bar')];
  if (gaps.length > 0) parts.push(`${countOf(gaps.length, 'gap')} shaded`);
  const entries = markers.filter(({ kind }) => kind === 'entry').length;
  return [...parts, entries === 1 ? '1 entry' : `${entries} entries`].join(' · ');
}

function Drawn({ data }: { readonly data: MarketChart }) {
  const feed = useSlice('feeds')?.find((each) => each.symbol === data.symbol);
  if (data.candles.length === 0) {
    return (
      <PanelNote
        what="No bars of this length yet"
        why="The first one stands here when it has closed; a shorter length may have some already."
      />
    );
  }
  return <CandleChart data={data} decimals={decimalsOf(feed?.tickSize)} />;
}
