import { describe, expect, it } from 'vitest';
import { filterRows, nextSort, sortRows } from './table-order.ts';

const rows = [
  { name: 'BTC/USDT', net: 2 },
  { name: 'ETH/USDT', net: null },
  { name: 'XAU/USD', net: -1 },
];
const columns = [{ id: 'net', sortBy: (row: (typeof rows)[number]) => row.net }, { id: 'plain' }];
const names = (sorted: readonly { name: string }[]) => sorted.map((row) => row.name);

describe('table order', () => {
  it('keeps rows without a value last in both directions', () => {
    expect(names(sortRows(rows, columns, { column: 'net', isDescending: true }))).toEqual([
      'BTC/USDT',
      'XAU/USD',
      'ETH/USDT',
    ]);
    expect(names(sortRows(rows, columns, { column: 'net', isDescending: false }))).toEqual([
      'XAU/USD',
      'BTC/USDT',
      'ETH/USDT',
    ]);
  });

  it('leaves the engine’s order when nothing is chosen or the column cannot be sorted', () => {
    expect(sortRows(rows, columns, null)).toBe(rows);
    expect(sortRows(rows, columns, { column: 'plain', isDescending: true })).toBe(rows);
  });

  it('turns from descending to ascending to none', () => {
    const first = nextSort(null, 'net');
    const second = nextSort(first, 'net');
    expect([first, second, nextSort(second, 'net')]).toEqual([
      { column: 'net', isDescending: true },
      { column: 'net', isDescending: false },
      null,
    ]);
  });

  it('finds rows that contain every word', () => {
    expect(names(filterRows(rows, (row) => row.name, 'usdt e'))).toEqual(['ETH/USDT']);
    expect(filterRows(rows, (row) => row.name, '  ')).toBe(rows);
  });
});
