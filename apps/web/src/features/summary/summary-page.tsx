'use client';

import { Grid, Cell } from '../../ui/grid.tsx';
import { AlertsPanel } from '../alerts/alerts-panel.tsx';
import { DeciderLine } from '../decisions/decider-line.tsx';
import { StrategyStrip } from '../strategies/strategy-strip.tsx';
import { PositionsPanel } from '../trades/positions-panel.tsx';
import { TradesPanel } from '../trades/trades-panel.tsx';
import { EquityPanel } from './equity-panel.tsx';
import { ExposurePanel } from './exposure-panel.tsx';
import { KpiStrip } from './kpi-strip.tsx';

/** State, then change, then detail. */
export function SummaryPage() {
  return (
    <Grid title="Summary">
      <Cell span={12}>
        <KpiStrip />
        <DeciderLine />
      </Cell>
      <Cell span={8} narrowOrder={3}>
        <EquityPanel />
      </Cell>
      <Cell span={4} narrowOrder={2}>
        <StrategyStrip />
        <ExposurePanel />
      </Cell>
      <Cell span={12} narrowOrder={1}>
        <PositionsPanel />
      </Cell>
      <Cell span={8} narrowOrder={4}>
        <TradesPanel />
      </Cell>
      <Cell span={4} narrowOrder={5}>
        <AlertsPanel />
      </Cell>
    </Grid>
  );
}
