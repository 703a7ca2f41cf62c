'use client';

import type { StrategyRow } from '@quarterdeck/core/contract/console-state.schema';
import { formatCount, formatShare } from '../../format/ratio.ts';
import { describeNumbers } from '../../trpc/refusal.ts';
import { Figure } from '../../ui/figure.tsx';
import { Age, Clock } from '../../ui/moment.tsx';
import { Pnl } from '../../ui/money.tsx';
import { StoryDrawer, type StoryPart } from '../../ui/story-drawer.tsx';
import { positionOf } from './switch-position.ts';

interface StrategyStoryProps {
  readonly row: StrategyRow;
  readonly onClose: () => void;
}

export function StrategyStory({ row, onClose }: StrategyStoryProps) {
  return (
    <StoryDrawer
      title={row.title}
      onClose={onClose}
      parts={[
        { title: 'Rule', text: row.rule },
        ...(row.error ? [{ title: 'Failed', text: row.error }] : []),
        switchPart(row),
        ...signalPart(row),
        ...denialPart(row),
        resultPart(row),
      ]}
    />
  );
}

function switchPart(row: StrategyRow): StoryPart {
  return {
    title: 'Switch',
    facts: [
      { name: 'Position', value: positionOf(row) ?? 'entry without exit' },
      { name: 'Entry', value: row.entry_enabled ? 'on' : 'off' },
      { name: 'Exit', value: row.exit_enabled ? 'on' : 'off' },
      { name: 'By', value: row.switchedBy || 'never switched' },
      { name: 'At', value: <Clock ts={row.tsSwitched} /> },
      { name: 'Event', value: <Figure>#{formatCount(row.switchSeq)}</Figure> },
      { name: 'Memo', value: row.memo || '–' },
      { name: 'Symbols', value: row.symbols.join(', ') },
    ],
  };
}

function signalPart({ lastSignal: signal }: StrategyRow): StoryPart[] {
  if (!signal) return [];
  return [
    {
      title: 'Last signal',
      text: signal.thesis,
      facts: [
        { name: 'What', value: `${signal.purpose} ${signal.side} ${signal.symbol}` },
        {
          name: 'Probability',
          value: (
            <Figure title={String(signal.entry_probability)}>
              {signal.entry_probability.toFixed(2)}
            </Figure>
          ),
        },
        { name: 'Age', value: <Age ts={signal.ts} /> },
      ],
    },
  ];
}

function denialPart({ lastDenial: denial }: StrategyRow): StoryPart[] {
  if (!denial) return [];
  return [
    {
      title: 'Last refusal',
      text: `${denial.code} · ${denial.symbol} · ${describeNumbers(denial.numbers)}`,
      facts: [
        { name: 'Times', value: <Figure>{formatCount(denial.count)}</Figure> },
        { name: 'Age', value: <Age ts={denial.ts} /> },
      ],
    },
  ];
}

function resultPart(row: StrategyRow): StoryPart {
  return {
    title: 'Result',
    facts: [
      { name: 'Net of fees', value: <Pnl value={row.net} /> },
      { name: 'Open', value: <Pnl value={row.open} /> },
      { name: 'Open positions', value: <Figure>{row.openPositions}</Figure> },
      { name: 'Trades', value: <Figure>{formatCount(row.trades)}</Figure> },
      {
        name: 'Win rate',
        value: <Figure>{formatShare(row.winRate)}</Figure>,
      },
    ],
  };
}
