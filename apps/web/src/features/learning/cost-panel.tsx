'use client';

import type { DecisionCostDay } from '@quarterdeck/core/contract/agent/decision-list.schema';
import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import { loadPatiently } from '../../charts/load-patiently.ts';
import { formatBps, formatCount } from '../../format/ratio.ts';
import { formatUsd } from '../../format/usd.ts';
import { Panel, PanelNote, PanelSkeleton } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { toCostRows } from './cost-rows.ts';
import styles from './learning.module.css';
import { COST_DAYS, useCostByDay } from './use-learning.ts';

const DayBars = dynamic(
  () => loadPatiently(() => import('../../charts/day-bars.tsx')).then((module) => module.DayBars),
  { ssr: false, loading: () => <PanelSkeleton rows={3} /> },
);

const sayUsd = (value: number | null) => formatUsd((value ?? 0).toFixed(4));
const sayBps = (value: number | null) => (value === null ? '–' : formatBps(value).replace('+', ''));

/** What deciding cost each day, in dollars and against what was traded. */
export function CostPanel() {
  const days = useCostByDay();
  return (
    <Panel
      title="Cost of deciding"
      count={`last ${COST_DAYS} days`}
      age=""
      bodyHeight={226}
      testId="decision-costs"
    >
      <QueryState query={days} what="The cost by day" skeletonRows={6}>
        {(data) =>
          data.length === 0 ? (
            <PanelNote
              what="Nothing was decided"
              why={`No decision and no fill of the agent in ${COST_DAYS} days.`}
            />
          ) : (
            <CostCharts days={data} />
          )
        }
      </QueryState>
    </Panel>
  );
}

function CostCharts({ days }: { readonly days: readonly DecisionCostDay[] }) {
  const { cost, bps, total, totalBps, decisions } = useMemo(() => toCostRows(days), [days]);
  return (
    <div className={styles.costs}>
      <p className={styles.caption}>
        <span>US dollars a UTC day</span>
        <span className="figure">
          {sayUsd(total)} for {formatCount(decisions)}
        </span>
      </p>
      <div className={styles.bars}>
        <DayBars rows={cost} color="var(--series-1)" say={sayUsd} group="cost" hasDays={false} />
      </div>
      <p className={styles.caption}>
        <span>Basis points of what was traded</span>
        <span className="figure">{sayBps(totalBps)} in all</span>
      </p>
      <div className={styles.bars}>
        <DayBars rows={bps} color="var(--series-2)" say={sayBps} group="cost" hasDays />
      </div>
    </div>
  );
}
