import type { PositionRow } from '@quarterdeck/core/contract/console-state.schema';
import { formatQuantity } from '../../format/money.ts';
import { Figure } from '../../ui/figure.tsx';
import type { StoryPart } from '../../ui/story-drawer.tsx';

type Entry = Pick<PositionRow, 'thesis' | 'entry_probability' | 'entry_units_intent'>;

/** What a position, and later its trade, was opened for. */
export const whyOpened = ({ thesis }: Entry): StoryPart => ({
  title: 'Why it was opened',
  text: thesis || 'No thesis was given.',
});

/** What the strategy meant; every digit of it on hover. */
export const intentFacts = (entry: Entry): NonNullable<StoryPart['facts']> => [
  {
    name: 'Probability',
    value: (
      <Figure title={String(entry.entry_probability)}>{entry.entry_probability.toFixed(2)}</Figure>
    ),
  },
  {
    name: 'Units meant',
    value: (
      <Figure title={entry.entry_units_intent}>{formatQuantity(entry.entry_units_intent)}</Figure>
    ),
  },
];
