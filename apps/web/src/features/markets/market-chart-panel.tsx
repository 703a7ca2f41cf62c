'use client';

import type { MarketChart } from '@quarterdeck/core/contract/market-chart.schema';
import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import { ATTRIBUTION } from '../../charts/candles/attribution.ts';
import { loadPatiently } from '../../charts/load-patiently.ts';
import type { OlderBars } from '../../charts/candles/older-bars.ts';
import { countOf, formatCount } from '../../format/ratio.ts';
import { useConnection, useSlice } from '../../trpc/use-live.ts';
import { Age } from '../../ui/moment.tsx';
import { Panel, PanelNote, PanelSkeleton } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { keyOfLevels, liveLevels } from './live-levels.ts';
import styles from './market.module.css';
import type { MarketBars } from './use-market-chart.ts';

/** Loaded with the first market that is looked at: no other page needs it. */
const CandleChart = dynamic(
  () =>
    loadPatiently(() => import('../../charts/candles/candle-chart.tsx')).then(
      (module) => module.CandleChart,
    ),
  { ssr: false, loading: () => <PanelSkeleton rows={14} /> },
);

const USUAL_DECIMALS = 2;

const decimalsOf = (tickSize: string | undefined): number =>
  tickSize === undefined
    ? USUAL_DECIMALS
    : (tickSize.replace(/0+$/, '').split('.')[1]?.length ?? 0);

interface MarketChartPanelProps {
  readonly symbol: string;
  /** Empty: everybody's positions. */
  readonly strategyId: string;
  readonly chart: MarketBars;
  readonly hasBars: boolean;
}

export function MarketChartPanel({ symbol, strategyId, chart, hasBars }: MarketChartPanelProps) {
  const { phase } = useConnection();
  const { newest, older } = chart;
  const data = hasBars ? chart.data : undefined;
  const isOld = phase === 'disconnected' || (newest.isError && data !== undefined);
  return (
    <Panel
      title={symbol}
      count={data ? summaryOf(data, chart.historyCount) : undefined}
      testId="market-chart"
      age={isOld && data ? <BarsAge data={data} /> : undefined}
    >
      <div className={`${styles.chart} ${isOld ? styles.aged : ''}`}>
        {hasBars ? (
          <QueryState query={{ ...newest, data }} what="The bars" skeletonRows={14}>
            {(loaded) => <Drawn data={loaded} strategyId={strategyId} older={older} />}
          </QueryState>
        ) : (
          <PanelNote
            what={`No bars of ${symbol} yet`}
            why="Bars are built from its quotes while the engine runs; npx quarterdeck history download fetches earlier ones."
          />
        )}
      </div>
      <p className={styles.credit}>
        {ATTRIBUTION.product} {ATTRIBUTION.copyright}{' '}
        <a href={ATTRIBUTION.url} target="_blank" rel="noreferrer">
          {ATTRIBUTION.url}
        </a>
      </p>
    </Panel>
  );
}

/** What is on screen is not followed any more: how old it is. */
function BarsAge({ data }: { readonly data: MarketChart }) {
  const newest = data.candles.at(-1);
  return (
    <span className={styles.late}>
      bars are late
      {newest ? (
        <>
          , the newest closed <Age ts={newest.tsOpen + data.timeframeMs} /> ago
        </>
      ) : null}
    </span>
  );
}

function summaryOf({ candles, gaps, markers }: MarketChart, historyCount: number): string {
  const parts = [countOf(candles.length, 'bar')];
  if (historyCount > 0) parts.push(`${formatCount(historyCount)} of the history store`);
  if (gaps.length > 0) parts.push(`${countOf(gaps.length, 'gap')} shaded`);
  const entries = markers.filter(({ kind }) => kind === 'entry').length;
  return [...parts, entries === 1 ? '1 entry' : `${entries} entries`].join(' · ');
}

/** The chart with the levels of this moment; the same object until a line has to move. */
function useLiveLevels(data: MarketChart, strategyId: string): MarketChart {
  const positions = useSlice('positions');
  const levels = positions
    ? liveLevels(positions, { symbol: data.symbol, strategyId })
    : data.levels;
  const key = keyOfLevels(levels);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the key stands for the levels
  return useMemo(() => ({ ...data, levels }), [data, key]);
}

interface DrawnProps {
  readonly data: MarketChart;
  readonly strategyId: string;
  readonly older: OlderBars;
}

function Drawn({ data, strategyId, older }: DrawnProps) {
  const chart = useLiveLevels(data, strategyId);
  const feed = useSlice('feeds')?.find((each) => each.symbol === data.symbol);
  if (data.candles.length === 0) {
    return (
      <PanelNote
        what="No bars of this length yet"
        why="The first one stands here when it has closed; a shorter length may have some already."
      />
    );
  }
  return <CandleChart data={chart} decimals={decimalsOf(feed?.tickSize)} older={older} />;
}
