import { describe, expect, it } from 'vitest';
import { learnerConfigSchema } from '../../../contract/agent/config/learner.schema.ts';
import { requestOf } from './request.fixture.ts';
import { sizePosition } from './size-position.ts';
import { sizeStake, type StakeRequest } from './size-stake.ts';

const config = learnerConfigSchema.parse({}).sizing;
const unknown = (changes: Partial<StakeRequest> = {}): StakeRequest => ({
  ...requestOf({ pCalibrated: 0.5 }),
  resolvedCases: 0,
  ...changes,
});
const stake = (changes: Partial<StakeRequest> = {}) => sizeStake(unknown(changes), config);

describe('the stake of a forecaster nobody knows', () => {
  it('is the named share of the probation risk, lost at the stop with costs', () => {
    // 0.05 % of 100,000 are 50, lost with 660 a unit.
    const { units, clamps, refusal } = stake();
    expect(units * 660).toBeCloseTo(50, 9);
    expect(refusal).toBeNull();
    expect(clamps.map(({ name, before, after }) => [name, before * 660, after * 660])).toEqual([
      ['probation', expect.closeTo(500, 9), expect.closeTo(50, 9)],
      ['symbol_room', expect.closeTo(50, 9), expect.closeTo(50, 9)],
      ['total_room', expect.closeTo(50, 9), expect.closeTo(50, 9)],
      ['venue_minimum', expect.closeTo(50, 9), expect.closeTo(50, 9)],
    ]);
    expect(stake({ sizeFraction: 0.2 }).units * 660).toBeCloseTo(10, 9);
  });

  it('ends with the case that makes him known', () => {
    expect(stake({ resolvedCases: 29 }).units).toBeGreaterThan(0);
    expect(stake({ resolvedCases: 30 })).toEqual(sizePosition(unknown(), config));
    expect(stake({ resolvedCases: 30 }).refusal?.code).toBe('SIZE_NO_EDGE');
    expect(stake({ resolvedCases: Number.NaN }).units).toBe(0);
  });

  it('is the ordinary size as soon as there is an edge', () => {
    const request = unknown({ pCalibrated: 0.6 });
    expect(sizeStake(request, config)).toEqual(sizePosition(request, config));
  });

  it('keeps within room and minimum', () => {
    expect(stake({ symbolRoom: 600 }).units).toBeCloseTo(0.01, 12);
    expect(stake({ totalRoom: 1_200 }).units).toBeCloseTo(0.02, 12);
    expect(stake({ symbolRoom: -1 }).refusal?.numbers).toEqual({ by: 'symbol_room' });
    expect(stake({ minNotional: 1e5 }).refusal?.numbers).toEqual({ by: 'venue_minimum' });
    expect(stake({ sizeFraction: 0 }).refusal?.numbers).toEqual({ by: 'probation' });
  });

  it('eases no other refusal', () => {
    const codeOf = (changes: Partial<StakeRequest>) => stake(changes).refusal?.code;
    expect(codeOf({ event: 'down_1atr_before_up_1atr' })).toBe('SIZE_EVENT_OPPOSES');
    expect(codeOf({ stopDistance: Number.NaN })).toBe('SIZE_INPUT_RANGE');
    expect(codeOf({ costPerUnit: 1_200 })).toBe('SIZE_NO_EDGE');
  });

  it('is never more than the budget of any trade, nor there at all when switched off', () => {
    const probation = { cases: 30, risk_pct: 1 };
    const tight = { ...config, risk_budget_pct: 0.02, probation };
    expect(sizeStake(unknown(), tight).units * 660).toBeCloseTo(20, 9);
    const off = { ...config, probation: { cases: 0, risk_pct: 1 } };
    expect(sizeStake(unknown(), off).units).toBe(0);
  });
});
