import { expect, it } from 'vitest';
import { createFinestBar } from './finest-bar.ts';
import { barAt } from './view.fixture.ts';

const short = (tsOpen: number) => barAt(100, tsOpen, 5_000);
const minute = (tsOpen: number) => barAt(100, tsOpen, 60_000);

it('the shortest bars are followed, and a longer one over them is another', () => {
  const follow = createFinestBar();
  expect([short(50_000), short(55_000), minute(0)].map(follow)).toEqual(['first', 'next', 'other']);
});

it('a longer bar is followed once a whole one has passed without a shorter', () => {
  const follow = createFinestBar();
  expect([short(55_000), minute(0), minute(60_000), minute(120_000)].map(follow)).toEqual([
    'first',
    'other',
    'first',
    'next',
  ]);
});

it('a shorter bar that comes back is followed at once', () => {
  const follow = createFinestBar();
  expect([minute(0), short(60_000), minute(60_000)].map(follow)).toEqual([
    'first',
    'first',
    'other',
  ]);
});
