'use client';

import type { BacktestReport } from '@quarterdeck/core/contract/backtest.schema';
import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import { loadPatiently } from '../../../charts/load-patiently.ts';
import { formatMoney } from '../../../format/money.ts';
import { formatSignedPct } from '../../../format/signed-pct.ts';
import { Panel, PanelNote, PanelSkeleton } from '../../../ui/panel.tsx';
import { usePreferences } from '../../../ui/preferences.ts';
import styles from './report.module.css';

const RunChart = dynamic(
  () =>
    loadPatiently(() => import('../../../charts/run-chart.tsx')).then((module) => module.RunChart),
  { ssr: false, loading: () => <PanelSkeleton rows={6} /> },
);

const EQUITY = ['equity'] as const;
const FALL = ['fall from the peak'] as const;

/** What the account came to, and how far below its own peak it stood. */
export function ReportCurves({ report }: { readonly report: BacktestReport }) {
  const { zone } = usePreferences();
  const { equity, currency } = report;
  const balance = useMemo(
    () => equity.map((point) => ({ ts: point.ts, [EQUITY[0]]: Number(point.equity) })),
    [equity],
  );
  const fall = useMemo(
    () => equity.map((point) => ({ ts: point.ts, [FALL[0]]: -Math.abs(point.drawdownPct) })),
    [equity],
  );
  return (
    <Panel title="Equity and falls" count={currency} age="" testId="report-curves">
      {equity.length < 2 ? (
        <div className={styles.curves}>
          <PanelNote what="No curve" why="The run ended before a second moment was counted." />
        </div>
      ) : (
        <div className={styles.curves}>
          <div className={styles.balance}>
            <RunChart
              rows={balance}
              names={EQUITY}
              shape="line"
              zone={zone}
              group="report"
              hasTimes={false}
              say={(value) => `${formatMoney(value.toFixed(2))} ${currency}`}
            />
          </div>
          <div className={styles.caption}>Fall from the peak, %</div>
          <div className={styles.fall}>
            <RunChart
              rows={fall}
              names={FALL}
              shape="fall"
              zone={zone}
              group="report"
              say={(value) => formatSignedPct(value)}
            />
          </div>
        </div>
      )}
    </Panel>
  );
}
