import { describe, expect, it } from 'vitest';
import { barAt } from '../view.fixture.ts';
import { createBarFilter } from './finest-bars.ts';

const short = (tsOpen: number) => barAt(100, tsOpen, 5_000);
const minute = (tsOpen: number) => barAt(100, tsOpen, 60_000);

describe('the finest bars', () => {
  it('are the 5-second ones while they come', () => {
    const counts = createBarFilter('finest');
    expect([short(50_000), short(55_000), minute(0)].map(counts)).toEqual([true, true, false]);
  });

  it('are the minutes of a feed that brings nothing shorter', () => {
    const counts = createBarFilter('finest');
    expect([minute(0), minute(60_000)].map(counts)).toEqual([true, true]);
  });

  it('become the minutes once the shorter ones have stopped', () => {
    const counts = createBarFilter('finest');
    expect([short(55_000), minute(0), minute(60_000)].map(counts)).toEqual([true, false, true]);
  });

  it('are those of a tape of longer bars, once nothing shorter comes', () => {
    const counts = createBarFilter('finest');
    const hour = (tsOpen: number) => barAt(100, tsOpen, 3_600_000);
    expect([minute(3_540_000), hour(0), hour(3_600_000)].map(counts)).toEqual([true, false, true]);
  });
});

it.each([
  ['5s', [true, false]],
  ['1m', [false, true]],
] as const)('%s means that length alone', (bars, expected) => {
  expect([short(0), minute(0)].map(createBarFilter(bars))).toEqual(expected);
});
