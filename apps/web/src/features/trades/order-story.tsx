'use client';

import type { OrderRow } from '@quarterdeck/core/contract/console-state.schema';
import { formatQuantity } from '../../format/money.ts';
import { Figure } from '../../ui/figure.tsx';
import { Age, Clock } from '../../ui/moment.tsx';
import { Price } from '../../ui/price.tsx';
import { StoryDrawer } from '../../ui/story-drawer.tsx';

interface OrderStoryProps {
  readonly row: OrderRow;
  readonly onClose: () => void;
}

export function OrderStory({ row, onClose }: OrderStoryProps) {
  return (
    <StoryDrawer
      title={`${row.side} ${row.symbol}`}
      onClose={onClose}
      parts={[
        {
          title: 'Order',
          facts: [
            { name: 'Purpose', value: row.purpose },
            { name: 'Strategy', value: row.strategyId },
            { name: 'Type', value: row.type },
            {
              name: 'Price',
              value: <Price symbol={row.symbol} value={row.price} />,
            },
            { name: 'Quantity', value: <Figure>{formatQuantity(row.qty)}</Figure> },
            { name: 'Filled', value: <Figure>{formatQuantity(row.filledQty)}</Figure> },
            { name: 'State', value: row.state.replaceAll('_', ' ') },
          ],
        },
        {
          title: 'Life',
          facts: [
            { name: 'Created', value: <Clock ts={row.tsCreated} /> },
            { name: 'Changed', value: <Clock ts={row.tsUpdated} /> },
            { name: 'Age', value: <Age ts={row.tsCreated} /> },
          ],
        },
        {
          title: 'Ids',
          facts: [
            { name: 'Ours', value: <Figure>{row.clientOrderId}</Figure> },
            {
              name: 'The venue’s',
              value: <Figure>{row.venueOrderId ?? 'not acknowledged yet'}</Figure>,
            },
          ],
        },
      ]}
    />
  );
}
