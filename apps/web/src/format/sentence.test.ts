import { expect, it } from 'vitest';
import { asSentence } from './sentence.ts';

it('ends a text once', () => {
  expect(['disk is full', 'Done.', 'Sure?', ''].map(asSentence)).toEqual([
    'disk is full.',
    'Done.',
    'Sure?',
    '',
  ]);
});
