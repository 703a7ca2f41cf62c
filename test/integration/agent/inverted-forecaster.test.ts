import { expect, it } from 'vitest';
import { inverted } from '../../venues/anthropic/scripted-traders.ts';
import { quickGate, quickSetup, WaveWorld } from './wave-world.ts';

const CASES = 12;

/** Always sure of the opposite in a market that only rises: what he says never comes true. */
function invertedWorld(): WaveWorld {
  const world = new WaveWorld({
    trader: inverted,
    setup: quickSetup({
      gate: quickGate({ timer: { min_s: 3, max_s: 6 } }),
      decision: { terms: { may_short: true } },
      learner: {
        calibration: { full_trust_cases: 20 },
        sizing: { probation: { cases: CASES } },
      },
    }),
  });
  world.mid = 100;
  return world;
}

function rise(world: WaveWorld, seconds: number): void {
  for (let step = 0; step < seconds * 2; step += 1) {
    world.mid *= 1 + (step % 2 === 0 ? 0.000_9 : -0.000_2);
    world.quote(world.mid);
    world.pass(500);
  }
}

it('an inverted forecaster trades small until he is known, and then not at all', () => {
  const world = invertedWorld();
  rise(world, 500);
  const rows = world.decisions().filter(({ actor }) => actor === 'model');
  const opening = rows.filter(({ size }) => size !== null);
  const known = world.harness.desk.agent
    ?.learning()
    ?.calibrations.find(({ version }) => version.includes('opus'));
  expect(known?.resolved).toBeGreaterThan(CASES * 2);
  expect(known?.isSkilled).toBe(false);

  // He was let in while nothing was known of him, and only with the stake of a stranger.
  const traded = opening.filter(({ orders }) => orders.length > 0);
  expect(traded.length).toBeGreaterThan(0);
  for (const { size } of traded)
    expect(size?.clamps.map(({ name }) => name)).toContain('probation');

  // From his probation on no wish of his has a size, though he is as sure as ever.
  const later = opening.slice(CASES + 3);
  expect(later.length).toBeGreaterThan(10);
  expect(later.map(({ size }) => size?.final)).toEqual(later.map(() => 0));
  expect(later.every(({ orders }) => orders.length === 0)).toBe(true);
  expect(later.every(({ probability }) => (probability.calibrated ?? 1) <= 0.5)).toBe(true);
  expect(world.entries()).toBe(traded.length);
});
