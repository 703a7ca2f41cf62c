import { describe, expect, it } from 'vitest';
import { createRng } from '../../kernel/rng.ts';
import { createSpread, type Spread } from './spread.ts';

const WINDOW = 480;

/** A lead bound to its follower by a spread that keeps `carry` of itself from bar to bar. */
function bound(
  carry: number,
  options: { beta?: number; swap?: boolean; bars?: number } = {},
): Spread {
  const { beta = 0.8, swap = false, bars = WINDOW } = options;
  const rng = createRng(5);
  const spread = createSpread(WINDOW);
  let [x, gap] = [8, 0];
  for (let bar = 0; bar < bars; bar += 1) {
    x += rng.gaussian() * 1e-3;
    gap = gap * carry + rng.gaussian() * 3e-4;
    const y = 3 + beta * x + gap;
    spread.add(swap ? x : y, swap ? y : x);
  }
  return spread;
}

describe('a bound pair', () => {
  it.each([
    [0.6, 1.36],
    [0.8, 3.11],
    [0.9, 6.58],
  ])('whose spread keeps %f of itself has a half-life of about %f bars', (carry, halfLife) => {
    const spread = bound(carry);
    expect(spread.halfLifeBars() / halfLife).toBeGreaterThan(0.7);
    expect(spread.halfLifeBars() / halfLife).toBeLessThan(1.3);
    expect(spread.beta()).toBeCloseTo(0.8, 1);
    expect(spread.sigma() / (3e-4 / Math.sqrt(1 - carry * carry))).toBeCloseTo(1, 0);
    expect(spread.correlation()).toBeGreaterThan(0.95);
  });

  it('has the reciprocal hedge when its legs are swapped, and the same half-life', () => {
    const [one, other] = [bound(0.8), bound(0.8, { swap: true })];
    expect(one.beta() * other.beta()).toBeCloseTo(1, 6);
    expect(one.z()).toBeCloseTo(-other.z(), 6);
    expect(one.halfLifeBars()).toBeCloseTo(other.halfLifeBars(), 6);
  });

  it('shows a lead that is suddenly dear as a positive z', () => {
    const spread = bound(0.8);
    spread.add(3 + 0.8 * 8 + 0.05, 8);
    expect(spread.z()).toBeGreaterThan(3);
  });
});

describe('says nothing', () => {
  const figuresOf = (spread: Spread) => [spread.z(), spread.beta(), spread.correlation()];

  it('before its window is full, and after it was cleared', () => {
    expect(figuresOf(bound(0.8, { bars: WINDOW - 1 })).every(Number.isNaN)).toBe(true);
    const cleared = bound(0.8);
    cleared.clear();
    expect(figuresOf(cleared).every(Number.isNaN)).toBe(true);
  });

  it('of two that go against each other, and of two that stand still', () => {
    expect(bound(0.8, { beta: -0.8 }).z()).toBeNaN();
    const still = createSpread(10);
    for (let bar = 0; bar < 30; bar += 1) still.add(9, 8);
    expect(still.z()).toBeNaN();
    expect(still.halfLifeBars()).toBeNaN();
  });
});

it('of pairs of unrelated random walks about one in twenty comes back within 14 bars of 480', () => {
  const rng = createRng(7);
  let [fast, all] = [0, 0];
  for (let pair = 0; pair < 300; pair += 1) {
    const spread = createSpread(WINDOW);
    let [y, x] = [10, 8];
    for (let bar = 0; bar < WINDOW; bar += 1) {
      y += rng.gaussian() * 4e-4;
      x += rng.gaussian() * 4e-4;
      spread.add(y, x);
    }
    if (Number.isNaN(spread.beta())) continue;
    all += 1;
    if (spread.halfLifeBars() <= 14) fast += 1;
  }
  expect(all).toBeGreaterThan(100);
  expect(fast / all).toBeLessThan(0.1);
});
