'use client';

import { Grid, Cell } from '../../ui/grid.tsx';
import { StrategyControlPanel } from '../strategies/strategy-control-panel.tsx';
import { ProofLinkPanel } from '../proof/proof-link-panel.tsx';
import { OrdersPanel } from '../trades/orders-panel.tsx';
import { PositionsPanel } from '../trades/positions-panel.tsx';
import { FlattenPanel } from './flatten/flatten-panel.tsx';
import { FeedsPanel } from './health/feeds-panel.tsx';
import { LanesPanel } from './health/lanes-panel.tsx';
import { LoopsPanel } from './health/loops-panel.tsx';
import { ReconcilePanel } from './health/reconcile-panel.tsx';
import { AuditTail, EventTail } from './health/tail-panel.tsx';
import { TiesOutPanel } from './health/ties-out-panel.tsx';
import { LockPanel } from './lock/lock-panel.tsx';
import { ModelPanel } from './model/model-panel.tsx';

/** Strategy control first: that is what the page is for. */
export function OpsPage() {
  return (
    <Grid title="Ops">
      <Cell span={9}>
        <StrategyControlPanel />
        <PositionsPanel />
        <OrdersPanel />
      </Cell>
      <Cell span={3}>
        <LockPanel />
        <FlattenPanel />
        <TiesOutPanel />
        <ProofLinkPanel />
      </Cell>
      <Cell span={12}>
        <ModelPanel />
      </Cell>
      <Cell span={7}>
        <FeedsPanel />
        <LanesPanel />
      </Cell>
      <Cell span={5}>
        <ReconcilePanel />
        <LoopsPanel />
      </Cell>
      <Cell span={6}>
        <EventTail />
      </Cell>
      <Cell span={6}>
        <AuditTail />
      </Cell>
    </Grid>
  );
}
