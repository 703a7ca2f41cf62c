'use client';

import type { FeedRow } from '@quarterdeck/core/contract/console-state.schema';
import { useConnection, useSlice } from '../../trpc/use-live.ts';
import { Chip, type Tone } from '../../ui/chip.tsx';
import { Figure } from '../../ui/figure.tsx';
import { FigureStrip, type StripFigure } from '../../ui/figure-strip.tsx';
import { Age } from '../../ui/moment.tsx';
import { Price } from '../../ui/price.tsx';

const TONES: Record<FeedRow['state'], Tone> = {
  live: 'good',
  stale: 'held',
  closed: 'neutral',
  waiting: 'neutral',
};

const NONE = <Figure>–</Figure>;

function feedFigures(feed: FeedRow, isDown: boolean): readonly StripFigure[] {
  const { symbol, bid, ask, spreadBps, tsLast } = feed;
  return [
    { name: 'Bid', value: bid === null ? NONE : <Price symbol={symbol} value={bid} /> },
    { name: 'Ask', value: ask === null ? NONE : <Price symbol={symbol} value={ask} /> },
    {
      name: 'Spread',
      value: spreadBps === null ? NONE : <Figure>{spreadBps.toFixed(2)} bps</Figure>,
    },
    {
      name: 'Last quote',
      value: tsLast === null ? NONE : <Age ts={tsLast} />,
      foot: `${feed.ticksPerSecond.toFixed(1)} a second`,
    },
    {
      name: 'Feed',
      value: isDown ? (
        <Chip tone="broken">not heard of</Chip>
      ) : (
        <Chip tone={TONES[feed.state]}>{feed.state}</Chip>
      ),
      foot: isDown
        ? 'the engine does not answer'
        : feed.state === 'stale'
          ? 'entries are held back'
          : '',
    },
  ];
}

const WAITING: readonly StripFigure[] = ['Bid', 'Ask', 'Spread', 'Last quote', 'Feed'].map(
  (name) => ({ name, value: NONE }),
);

/** What the market is at now, with the age of the news. */
export function MarketFacts({ symbol }: { readonly symbol: string }) {
  const feed = useSlice('feeds')?.find((each) => each.symbol === symbol);
  const isDown = useConnection().phase === 'disconnected';
  const positions = useSlice('positions')?.filter((each) => each.symbol === symbol);
  const open = {
    name: 'Open positions',
    value: <Figure>{positions?.length ?? '–'}</Figure>,
  };
  return (
    <FigureStrip
      label={`${symbol} now`}
      figures={[...(feed ? feedFigures(feed, isDown) : WAITING), open]}
    />
  );
}
