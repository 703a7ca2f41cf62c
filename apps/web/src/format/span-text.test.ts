import { expect, it } from 'vitest';
import { lengthText, spanText } from './span-text.ts';

it('says what data covers by UTC days', () => {
  const first = Date.parse('2024-07-26T00:00:00Z');
  expect(spanText(first, Date.parse('2024-08-25T23:59:00Z'))).toBe(
    '2024-07-26 to 2024-08-25, 31 days',
  );
  expect(spanText(first, first + 2_400_000)).toBe('2024-07-26, 40 min');
});

it('says a length in the unit that suits it', () => {
  expect([90_000_000, 172_800_000].map(lengthText)).toEqual(['25.0 h', '2 days']);
});
