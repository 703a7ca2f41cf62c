import { expect, it } from 'vitest';
import { createSwingFinder, type Reading, type SwingKind } from './swing.ts';

const reading = (index: number, mid: number): Reading => ({
  index,
  high: mid + 1,
  low: mid - 1,
  macd: 0,
  rsi: 50,
});

function findAll(mids: readonly number[], kind: SwingKind): number[] {
  const finder = createSwingFinder(2);
  const found: number[] = [];
  for (const [index, mid] of mids.entries()) {
    finder.add(reading(index, mid));
    const swing = finder.find(kind);
    if (swing !== undefined) found.push(swing.index);
  }
  return found;
}

it.each([
  ['a low below two bars on each side', [5, 4, 3, 4, 5], 'low', [2]],
  ['a high above two bars on each side', [1, 2, 3, 2, 1], 'high', [2]],
  ['no low in a fall that goes on', [5, 4, 3, 2, 1], 'low', []],
  ['no low of two equal bars', [5, 3, 3, 5, 6, 7], 'low', []],
  ['each of several lows, once', [5, 4, 3, 4, 5, 4, 2, 4, 5], 'low', [2, 6]],
  ['none before enough bars', [5, 4, 3, 4], 'low', []],
] as const)('finds %s', (_case, mids, kind, expected) => {
  expect(findAll(mids, kind)).toEqual(expected);
});
