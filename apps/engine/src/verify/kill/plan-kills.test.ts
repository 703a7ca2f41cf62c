import { describe, expect, it } from 'vitest';
import { FAILPOINTS } from '../../runtime/failpoints.ts';
import { countPasses, type Passes } from './death-point.ts';
import { planKills } from './plan-kills.ts';

/** A load that passes every point `times` times. */
const passesOf = (times: number): Passes => {
  const { failpoint, passes } = countPasses();
  for (const name of FAILPOINTS) for (let pass = 0; pass < times; pass += 1) failpoint(name);
  return passes;
};

const deathsOf = (plans: ReturnType<typeof planKills>) => plans.flatMap(({ deaths }) => deaths);

describe('the kills of a run', () => {
  it('are the same for the same seed and others for another', () => {
    const passes = passesOf(500);
    expect(planKills('full', 7, passes)).toEqual(planKills('full', 7, passes));
    expect(planKills('full', 7, passes)).not.toEqual(planKills('full', 8, passes));
  });

  it('are three of the seed and one of the machine in a quick run', () => {
    const plans = planKills('quick', 7, passesOf(500));
    expect(plans.map(({ deaths }) => deaths.length)).toEqual([1, 1, 1, 0]);
    expect(new Set(deathsOf(plans).map(({ name }) => name)).size).toBe(3);
  });

  it('meet every point in a full run and end with several in one folder', () => {
    const plans = planKills('full', 7, passesOf(500));
    const names = deathsOf(plans).map(({ name }) => name);
    expect(new Set(names)).toEqual(new Set(FAILPOINTS));
    expect(plans.at(-2)?.deaths.length).toBeGreaterThan(2);
    expect(plans.at(-1)?.deaths).toEqual([]);
    // Later lives have another market: only the first third of the passes is sure to come.
    for (const { pass } of plans.at(-2)?.deaths ?? []) expect(pass).toBeLessThanOrEqual(167);
  });

  it('never ask for a pass or a point that the load does not reach', () => {
    const passes = { ...passesOf(3), 'after-cancel-send': 0 };
    const deaths = deathsOf(planKills('full', 7, passes));
    expect(deaths.map(({ name }) => name)).not.toContain('after-cancel-send');
    for (const { pass } of deaths) expect([1, 2, 3]).toContain(pass);
  });
});
