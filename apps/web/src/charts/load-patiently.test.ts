import { expect, it } from 'vitest';
import { loadPatiently } from './load-patiently.ts';

it('asks until it comes', async () => {
  let asked = 0;
  const load = () => {
    asked += 1;
    return asked < 3 ? Promise.reject(new Error('no answer')) : Promise.resolve('chart');
  };
  expect(await loadPatiently(load, 0)).toBe('chart');
  expect(asked).toBe(3);
});
