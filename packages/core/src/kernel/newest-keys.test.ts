import { expect, it } from 'vitest';
import { NewestKeys } from './newest-keys.ts';

it('knows the newest keys and gives back the one that goes', () => {
  const keys = new NewestKeys<string>(2);
  expect([keys.add('a'), keys.add('b'), keys.add('a')]).toEqual([undefined, undefined, undefined]);
  expect(keys.add('c')).toBe('a');
  expect(['a', 'b', 'c'].map((key) => keys.has(key))).toEqual([false, true, true]);
});
