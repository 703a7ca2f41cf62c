import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { createRng } from '../../../kernel/rng.ts';
import { winProbability } from './win-probability.ts';

const anyP = fc.double({ min: 0.01, max: 0.99, noNaN: true });
const anyDistance = fc.double({ min: 0.05, max: 50, noNaN: true });

/** Share of walks of small steps that meet the target first; up with the chance that gives `p` at one ATR either way. */
function walkShare(p: number, target: number, stop: number): number {
  const STEPS_PER_ATR = 10;
  const up = 1 / (1 + ((1 - p) / p) ** (1 / STEPS_PER_ATR));
  const rng = createRng(3);
  let wins = 0;
  const walks = 4_000;
  for (let walk = 0; walk < walks; walk += 1) {
    let at = 0;
    while (at < target * STEPS_PER_ATR && at > -stop * STEPS_PER_ATR)
      at += rng.next() < up ? 1 : -1;
    if (at > 0) wins += 1;
  }
  return wins / walks;
}

describe('the chance of the target before the stop', () => {
  it('is the stated event itself when both are one ATR away', () => {
    fc.assert(
      fc.property(anyP, (p) => {
        expect(winProbability(p, { target: 1, stop: 1 })).toBeCloseTo(p, 9);
      }),
    );
  });

  it.each([
    [0.6, 2, 1],
    [0.55, 1, 3],
    [0.4, 2, 1],
  ])('is what walks do that reach one ATR up first with chance %s', (p, target, stop) => {
    const share = walkShare(p, target, stop);
    expect(Math.abs(winProbability(p, { target, stop }) - share)).toBeLessThan(0.025);
  });

  it('is the fair game for one who knows nothing: no barriers make an edge', () => {
    fc.assert(
      fc.property(anyDistance, anyDistance, (target, stop) => {
        const win = winProbability(0.5, { target, stop });
        expect(win * target - (1 - win) * stop).toBeCloseTo(0, 9);
      }),
    );
  });

  it('rises with the probability and has the other side as its complement', () => {
    fc.assert(
      fc.property(anyP, anyP, anyDistance, anyDistance, (one, two, target, stop) => {
        const [low, high] = [Math.min(one, two), Math.max(one, two)];
        const at = (p: number) => winProbability(p, { target, stop });
        expect(at(high)).toBeGreaterThanOrEqual(at(low) - 1e-12);
        const mirrored = winProbability(1 - low, { target: stop, stop: target });
        expect(at(low)).toBeCloseTo(1 - mirrored, 9);
        expect(at(low)).toBeGreaterThanOrEqual(0);
        expect(at(high)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is continuous through one half and certain at the ends', () => {
    const around = [0.5 - 1e-10, 0.5, 0.5 + 1e-10].map((p) =>
      winProbability(p, { target: 3, stop: 1 }),
    );
    for (const win of around) expect(win).toBeCloseTo(0.25, 8);
    expect(winProbability(0, { target: 1, stop: 1 })).toBe(0);
    expect(winProbability(1, { target: 1, stop: 1 })).toBe(1);
  });
});
