import { expect, it } from 'vitest';
import { conditionText, figureText, groupsText, nameText, readSeed } from './proof-text.ts';

it('says what the groups came to, what failed before all else', () => {
  const lanes = { group: 'lanes', passed: 4, failed: 0, skipped: 1 } as const;
  const lock = { group: 'lock', passed: 1, failed: 3, skipped: 0 } as const;
  expect(groupsText([])).toBe('–');
  expect(groupsText([lanes, { ...lock, failed: 0 }])).toBe('5 hold, 1 skipped');
  expect(groupsText([lanes, lock])).toBe('lock 3 ✗');
});

it('reads a seed of 32 bits, or none', () => {
  expect(readSeed(' ')).toEqual({});
  expect([readSeed('0'), readSeed('4294967295')]).toEqual([{ seed: 0 }, { seed: 4_294_967_295 }]);
  for (const text of ['4294967296', '-1', '1.5', '0x1', 'seven']) {
    expect(readSeed(text).wrong).toMatch(/^a whole number/);
  }
});

it('leaves exact text alone and shortens what is no count', () => {
  expect(figureText('-1203.456789012345')).toBe('-1203.456789012345');
  expect([figureText(12_345), figureText(0.123_456_789)]).toEqual(['12,345', '0.123457']);
});

it('says names of the report in words', () => {
  expect(conditionText('verify.trades_per_s')).toBe('trades per s');
  expect(['venueFills', 'after_kill', 'p99 wait of BTC/USD'].map(nameText)).toEqual([
    'venue fills',
    'after kill',
    'p99 wait of BTC/USD',
  ]);
});
