'use client';

import type { PositionRow } from '@quarterdeck/core/contract/console-state.schema';
import { formatQuantity } from '../../format/money.ts';
import { formatBps } from '../../format/ratio.ts';
import { Figure } from '../../ui/figure.tsx';
import { Age, Clock } from '../../ui/moment.tsx';
import { Pnl } from '../../ui/money.tsx';
import { Price } from '../../ui/price.tsx';
import { StoryDrawer } from '../../ui/story-drawer.tsx';
import { intentFacts, whyOpened } from './entry-story.tsx';

interface PositionStoryProps {
  readonly row: PositionRow;
  readonly onClose: () => void;
}

export function PositionStory({ row, onClose }: PositionStoryProps) {
  return (
    <StoryDrawer
      title={`${row.symbol} ${row.side}`}
      onClose={onClose}
      parts={[
        whyOpened(row),
        {
          title: 'Intent',
          facts: [
            { name: 'Strategy', value: row.strategyId },
            ...intentFacts(row),
            { name: 'Opened', value: <Clock ts={row.tsOpened} /> },
            { name: 'Held', value: <Age ts={row.tsOpened} /> },
          ],
        },
        {
          title: 'Now',
          facts: [
            { name: 'Quantity', value: <Figure title={row.qty}>{formatQuantity(row.qty)}</Figure> },
            { name: 'Entry', value: <Price symbol={row.symbol} value={row.entryPrice} /> },
            { name: 'Mark', value: <Price symbol={row.symbol} value={row.markPrice} /> },
            { name: 'Stop', value: <Price symbol={row.symbol} value={row.stopPrice} /> },
            {
              name: 'Target',
              value:
                row.targetPrice === null ? (
                  'none'
                ) : (
                  <Price symbol={row.symbol} value={row.targetPrice} />
                ),
            },
            { name: 'Open PnL', value: <Pnl value={row.open} /> },
            { name: 'Gain', value: <Figure>{formatBps(row.gainBps)}</Figure> },
            { name: 'Closing', value: row.isClosing ? 'a closing order is on its way' : 'no' },
          ],
        },
        { title: 'Id', facts: [{ name: 'Position', value: <Figure>{row.positionId}</Figure> }] },
      ]}
    />
  );
}
