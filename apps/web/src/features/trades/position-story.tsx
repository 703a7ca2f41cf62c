'use client';

import type { PositionRow } from '@quarterdeck/core/contract/console-state.schema';
import { formatQuantity } from '../../format/money.ts';
import { formatBps } from '../../format/ratio.ts';
import { Age, Clock } from '../../ui/moment.tsx';
import { Pnl } from '../../ui/money.tsx';
import { Price } from '../../ui/price.tsx';
import { StoryDrawer } from '../../ui/story-drawer.tsx';

const figure = (text: string | number) => <span className="figure">{text}</span>;

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
        { title: 'Why it was opened', text: row.thesis || 'No thesis was given.' },
        {
          title: 'Intent',
          facts: [
            { name: 'Strategy', value: row.strategyId },
            { name: 'Probability', value: figure(row.entry_probability) },
            { name: 'Units meant', value: figure(row.entry_units_intent) },
            { name: 'Opened', value: <Clock ts={row.tsOpened} /> },
            { name: 'Held', value: <Age ts={row.tsOpened} /> },
          ],
        },
        {
          title: 'Now',
          facts: [
            { name: 'Quantity', value: figure(formatQuantity(row.qty)) },
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
            { name: 'Gain', value: figure(formatBps(row.gainBps)) },
            { name: 'Closing', value: row.isClosing ? 'a closing order is on its way' : 'no' },
          ],
        },
        { title: 'Id', facts: [{ name: 'Position', value: figure(row.positionId) }] },
      ]}
    />
  );
}
