'use client';

import type { TradeRow } from '@quarterdeck/core/contract/console-state.schema';
import { formatAge } from '../../format/age.ts';
import { formatQuantity } from '../../format/money.ts';
import { Figure } from '../../ui/figure.tsx';
import { Clock } from '../../ui/moment.tsx';
import { Amount, Pnl } from '../../ui/money.tsx';
import { Price } from '../../ui/price.tsx';
import { StoryDrawer } from '../../ui/story-drawer.tsx';
import { intentFacts, whyOpened } from './entry-story.tsx';

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
        whyOpened(row),
        {
          title: `Why it was closed: ${row.exitReason.replaceAll('_', ' ')}`,
          text: row.exitThesis || 'No thesis was given.',
        },
        {
          title: 'Trade',
          facts: [
            { name: 'Strategy', value: row.strategyId },
            { name: 'Quantity', value: <Figure title={row.qty}>{formatQuantity(row.qty)}</Figure> },
            { name: 'Entry', value: <Price symbol={row.symbol} value={row.entryPrice} /> },
            { name: 'Exit', value: <Price symbol={row.symbol} value={row.exitPrice} /> },
            { name: 'Opened', value: <Clock ts={row.tsOpened} /> },
            { name: 'Closed', value: <Clock ts={row.tsClosed} /> },
            { name: 'Held', value: <Figure>{formatAge(row.tsClosed - row.tsOpened)}</Figure> },
          ],
        },
        {
          title: 'Result',
          facts: [
            { name: 'Net', value: <Pnl value={row.net} /> },
            { name: 'Fees', value: <Amount value={row.fees} /> },
            ...intentFacts(row),
          ],
        },
        { title: 'Id', facts: [{ name: 'Position', value: <Figure>{row.positionId}</Figure> }] },
      ]}
    />
  );
}
