import { WSMA } from 'trading-signals';
import { expect, it } from 'vitest';
import { createRng } from '../../kernel/rng.ts';
import { WilderAverage } from './wilder-average.ts';

it('is the library’s own to the last bit, a corrected value included', () => {
  const rng = createRng(5);
  const [ours, theirs] = [new WilderAverage(14), new WSMA(14)];
  for (let index = 0; index < 500; index += 1) {
    const value = rng.gaussian() * 100;
    const isReplacing = index > 20 && index % 7 === 0;
    expect(ours.update(value, isReplacing)).toBe(theirs.update(value, isReplacing));
    expect(ours.isStable).toBe(theirs.isStable);
  }
});
