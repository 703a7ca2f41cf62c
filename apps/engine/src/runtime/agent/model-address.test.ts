import { expect, it } from 'vitest';
import { modelAddress, refusalOfAddress } from './model-address.ts';

it('takes the environment’s address before the file’s', () => {
  expect(modelAddress('https://a.example', 'https://b.example')).toBe('https://a.example');
  expect(modelAddress(undefined, 'https://b.example')).toBe('https://b.example');
  expect(modelAddress(undefined, undefined)).toBeUndefined();
});

it.each([
  [undefined, ''],
  ['https://models.example/v1', ''],
  ['http://127.0.0.1:8080', ''],
  ['http://[::1]:8080', ''],
  ['http://models.example', 'the base URL of the model must be https, or http on loopback'],
  ['ftp://127.0.0.1', 'the base URL of the model must be https, or http on loopback'],
  ['models', 'the base URL of the model is no address'],
])('sends no key in the clear: %s', (address, expected) => {
  expect(refusalOfAddress(address)).toBe(expected);
});
