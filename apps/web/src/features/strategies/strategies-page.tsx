'use client';

import { Cell, Grid } from '../../ui/grid.tsx';
import { CataloguePanel } from './catalogue/catalogue-panel.tsx';

export function StrategiesPage() {
  return (
    <Grid title="Strategies">
      <Cell span={12}>
        <CataloguePanel />
      </Cell>
    </Grid>
  );
}
