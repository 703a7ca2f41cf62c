'use client';

import type { OrderRow } from '@quarterdeck/core/contract/console-state.schema';
import { formatQuantity } from '../../format/money.ts';
import { Age, Clock } from '../../ui/moment.tsx';
import { Price } from '../../ui/price.tsx';
import { StoryDrawer } from '../../ui/story-drawer.tsx';

const figure = (text: string) => <span className="figure">{text}</span>;

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
            { name: 'Quantity', value: figure(formatQuantity(row.qty)) },
            { name: 'Filled', value: figure(formatQuantity(row.filledQty)) },
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
            { name: 'Ours', value: figure(row.clientOrderId) },
            { name: 'The venue’s', value: figure(row.venueOrderId ?? 'not acknowledged yet') },
          ],
        },
      ]}
    />
  );
}
