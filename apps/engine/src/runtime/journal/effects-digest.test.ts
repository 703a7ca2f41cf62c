import { expect, test } from 'vitest';
import type { Effect } from '@quarterdeck/core/model/effect';
import { digestEffects } from './effects-digest.ts';
import { writeCanonical } from './write-canonical.ts';

const alert = (code: string): Effect => ({
  type: 'RaiseAlert',
  alert: { level: 'info', code, text: 'x', ts: 1 },
});

test('equal values have one text whatever the order of their keys', () => {
  expect(writeCanonical({ b: 1n, a: [true, null, 'x'], c: undefined })).toBe(
    writeCanonical({ a: [true, null, 'x'], b: 1n }),
  );
});

test('values of different kinds never share a text', () => {
  const texts = [1, 1n, '1', '#1', -0, 0, NaN, 'NaN', Infinity, null, true, 'true', [], {}].map(
    writeCanonical,
  );
  expect(new Set(texts).size).toBe(texts.length);
});

test('the digest depends on every effect and on their order', () => {
  const effects: Effect[] = [alert('A'), alert('B')];
  expect(digestEffects(effects)).toBe(digestEffects([alert('A'), alert('B')]));
  expect(digestEffects(effects)).not.toBe(digestEffects(effects.toReversed()));
  expect(digestEffects(effects)).not.toBe(digestEffects([alert('A')]));
});
