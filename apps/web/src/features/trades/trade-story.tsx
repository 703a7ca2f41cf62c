'use client';

import type { TradeRow } from '@quarterdeck/core/contract/console-state.schema';
import { formatAge } from '../../format/age.ts';
import { formatQuantity } from '../../format/money.ts';
import { Clock } from '../../ui/moment.tsx';
import { Amount, Pnl } from '../../ui/money.tsx';
import { Price } from '../../ui/price.tsx';
import { StoryDrawer } from '../../ui/story-drawer.tsx';

const figure = (text: string | number) => <span className="figure">{text}</span>;

interface TradeStoryProps {
  readonly row: TradeRow;
  readonly onClose: () => void;
}

export function TradeStory({ row, onClose }: TradeStoryProps) {
  return (
    <StoryDrawer
      title={`${row.symbol} ${row.side}`}
      onClose={onClose}
      parts={[
        { title: 'Why it was opened', text: row.thesis || 'No thesis was given.' },
        {
          title: `Why it was closed: ${row.exitReason.replaceAll('_', ' ')}`,
          text: row.exitThesis || 'No thesis was given.',
        },
        {
          title: 'Trade',
          facts: [
            { name: 'Strategy', value: row.strategyId },
            { name: 'Quantity', value: figure(formatQuantity(row.qty)) },
            { name: 'Entry', value: <Price symbol={row.symbol} value={row.entryPrice} /> },
            { name: 'Exit', value: <Price symbol={row.symbol} value={row.exitPrice} /> },
            { name: 'Opened', value: <Clock ts={row.tsOpened} /> },
            { name: 'Closed', value: <Clock ts={row.tsClosed} /> },
            { name: 'Held', value: figure(formatAge(row.tsClosed - row.tsOpened)) },
          ],
        },
        {
          title: 'Result',
          facts: [
            { name: 'Net', value: <Pnl value={row.net} /> },
            { name: 'Fees', value: <Amount value={row.fees} /> },
            { name: 'Probability', value: figure(row.entry_probability) },
            { name: 'Units meant', value: figure(row.entry_units_intent) },
          ],
        },
        { title: 'Id', facts: [{ name: 'Position', value: figure(row.positionId) }] },
      ]}
    />
  );
}
