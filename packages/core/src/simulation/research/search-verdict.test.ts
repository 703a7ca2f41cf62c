import { describe, expect, it } from 'vitest';
import { createRng } from '../../kernel/rng.ts';
import { sharpeRatio } from '../report/risk-ratios.ts';
import { searchVerdict } from './search-verdict.ts';

/** Daily returns of so many strategies with this mean return. */
function manyReturns(count: number, { days, mean }: { days: number; mean: number }) {
  const rng = createRng(7);
  return Array.from({ length: count }, () =>
    Array.from({ length: days }, () => mean + 0.01 * rng.gaussian()),
  );
}

function verdictOn(all: readonly (readonly number[])[]) {
  const sharpes = all.map((returns) => sharpeRatio(returns) ?? 0);
  const best = all[sharpes.indexOf(Math.max(...sharpes))] ?? [];
  return searchVerdict({ sharpes, bestReturns: best });
}

describe('the verdict on a search', () => {
  it('calls the best of two hundred strategies without any skill noise', () => {
    const verdict = verdictOn(manyReturns(200, { days: 365, mean: 0 }));
    expect(verdict.isLikelyNoise).toBe(true);
    expect(verdict.deflatedSharpe).toBeLessThan(0.95);
    expect(verdict.text).toContain('The best of many is noise until shown otherwise');
  });

  it('lets one with skill among many without pass', () => {
    const noise = manyReturns(50, { days: 730, mean: 0 });
    const [skilled = []] = manyReturns(1, { days: 730, mean: 0.003 });
    const verdict = verdictOn([...noise, skilled]);
    expect(verdict.isLikelyNoise).toBe(false);
    expect(verdict.text).toContain('More than luck');
  });

  it('says how little a few days are worth', () => {
    expect(verdictOn(manyReturns(5, { days: 20, mean: 0 })).text).toContain(
      'Only 20 daily returns',
    );
  });

  it('has nothing to judge without returns', () => {
    expect(searchVerdict({ sharpes: [], bestReturns: [] })).toMatchObject({
      deflatedSharpe: null,
      isLikelyNoise: true,
    });
  });
});
