import { describe, expect, it } from 'vitest';
import { learnerConfigSchema } from '../../../contract/agent/config/learner.schema.ts';
import { requestOf } from './request.fixture.ts';
import { sizePosition } from './size-position.ts';
import type { SizingRequest } from './sizing-request.ts';

const config = learnerConfigSchema.parse({}).sizing;
const size = (changes: Partial<SizingRequest> = {}) => sizePosition(requestOf(changes), config);
const codeOf = (changes: Partial<SizingRequest>) => size(changes).refusal?.code;

describe('sizing a position', () => {
  it('follows the figures reckoned by hand', () => {
    const { edge, clamps, units } = size();
    // Odds 1.5 per ATR: (1 - 1/1.5) / (1 - 1/1.5^3); won 1140, lost 660 a unit.
    const pWin = (1 - 1 / 1.5) / (1 - 1 / 1.5 ** 3);
    const payoff = 1_140 / 660;
    const kelly = pWin - (1 - pWin) / payoff;
    expect(edge?.pWin).toBeCloseTo(pWin, 12);
    expect(edge?.payoff).toBeCloseTo(payoff, 12);
    expect(edge?.kellyShare).toBeCloseTo(kelly, 12);
    expect(edge?.perUnit).toBeCloseTo(pWin * 1_140 - (1 - pWin) * 660, 9);
    const lost = clamps.map(({ name, after }) => [name, Math.round(after * 660)]);
    expect(lost).toEqual([
      ['kelly_fraction', Math.round(kelly * 25_000)],
      ['kelly_cap', 2_000],
      ['size_fraction', 500],
      ['risk_budget', 500],
      ['symbol_room', 500],
      ['total_room', 500],
      ['venue_minimum', 500],
    ]);
    expect(units).toBeCloseTo(500 / 660, 12);
  });

  it('takes a short by the opposite event', () => {
    const short = size({ direction: 'short', event: 'down_1atr_before_up_1atr' });
    expect(short.units).toBe(size().units);
  });

  it('takes the model’s size as a bound and not as a wish', () => {
    expect(size({ sizeFraction: 0.2 }).units).toBeCloseTo(100 / 660, 12);
    const weak = { pCalibrated: 0.505, costPerUnit: 0 };
    const asked = size({ ...weak, sizeFraction: 1 });
    expect(asked.units * 600).toBeLessThan(300);
    expect(size({ ...weak, sizeFraction: 0.6 }).units).toBe(asked.units);
  });

  it('takes one ATR for the target when none was named', () => {
    const { edge } = size({ targetDistance: null, pCalibrated: 0.7 });
    expect(edge?.pWin).toBeCloseTo(0.7, 12);
    expect(edge?.payoff).toBeCloseTo(540 / 660, 12);
  });

  it('says why there is nothing to trade', () => {
    expect(codeOf({ pCalibrated: 0.5 })).toBe('SIZE_NO_EDGE');
    expect(codeOf({ pCalibrated: 0.52, costPerUnit: 200 })).toBe('SIZE_NO_EDGE');
    expect(codeOf({ pCalibrated: 0.99, costPerUnit: 1_300 })).toBe('SIZE_NO_EDGE');
    expect(codeOf({ event: 'down_1atr_before_up_1atr' })).toBe('SIZE_EVENT_OPPOSES');
    expect(size({ symbolRoom: -5 }).refusal?.numbers).toEqual({ by: 'symbol_room' });
    expect(size({ sizeFraction: 0 }).refusal?.numbers).toEqual({ by: 'size_fraction' });
    expect(size({ minNotional: 1e6 }).refusal?.numbers).toEqual({ by: 'venue_minimum' });
    expect(size({ minUnits: 10 }).refusal?.code).toBe('SIZE_CLAMPED_AWAY');
  });

  it.each([
    ['pCalibrated', 1.1],
    ['pCalibrated', Number.NaN],
    ['sizeFraction', -0.1],
    ['stopDistance', 0],
    ['targetDistance', -1],
    ['atr', Number.NaN],
    ['equity', 0],
    ['costPerUnit', -1],
    ['symbolRoom', Number.NaN],
    ['totalRoom', Number.POSITIVE_INFINITY],
  ])('opens nothing on a broken figure: %s = %s', (field, value) => {
    const { units, refusal } = size({ [field]: value });
    expect(units).toBe(0);
    expect(refusal?.code).toBe('SIZE_INPUT_RANGE');
    expect(refusal?.numbers['field']).toBe(field);
  });
});
