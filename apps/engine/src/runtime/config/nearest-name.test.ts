import { describe, expect, it } from 'vitest';
import { describeAllowed, findNearestName } from './nearest-name.ts';

describe('findNearestName', () => {
  it.each([
    ['max_open_order', 'max_open_orders'],
    ['tikc_size', 'tick_size'],
    ['VENUE', 'venue'],
    ['reset', undefined],
    ['', undefined],
  ])('for %j suggests %j', (text, expected) => {
    expect(findNearestName(text, ['tick_size', 'venue', 'max_open_orders'])).toBe(expected);
  });
});

describe('describeAllowed', () => {
  it('lists the names and the likely one', () => {
    expect(describeAllowed('offf', ['on', 'off'])).toBe(' (allowed: on, off; did you mean off?)');
    expect(describeAllowed('zebra', ['on', 'off'])).toBe(' (allowed: on, off)');
    expect(describeAllowed('x', [])).toBe(' (allowed: none)');
  });
});
