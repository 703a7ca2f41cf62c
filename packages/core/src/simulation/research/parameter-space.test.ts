import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describeRefusal } from '../../kernel/verdict.ts';
import { searchRangeSchema, type SearchRange } from '../../contract/search.schema.ts';
import { listGridPoints } from './grid-points.ts';
import { createParameterSpace } from './parameter-space.ts';
import { fromUnit, toUnit } from './unit-value.ts';

const params = z
  .strictObject({
    fast: z.int().min(2).max(50).default(10),
    slow: z.int().min(3).max(200).default(30),
    share: z.number().min(0.1).max(1).default(0.5),
    mode: z.enum(['up', 'down']).default('up'),
    isStrict: z.boolean().default(false),
  })
  .refine((all) => all.fast < all.slow, { path: ['fast'], message: 'must be below slow' });

type Ranges = Record<string, z.input<typeof searchRangeSchema>>;

function open(ranges: Ranges) {
  const space: Record<string, SearchRange> = {};
  for (const [name, range] of Object.entries(ranges)) space[name] = searchRangeSchema.parse(range);
  return createParameterSpace({ params }, space, params.parse({}));
}

function refusalOf(ranges: Ranges): string {
  const made = open(ranges);
  return made.ok ? 'no refusal' : describeRefusal(made);
}

function spaceOf(ranges: Ranges) {
  const made = open(ranges);
  if (!made.ok) throw new Error(describeRefusal(made));
  return made.value;
}

describe('a parameter space', () => {
  it('refuses a range beyond the strategy’s own and names both', () => {
    expect(refusalOf({ fast: { min: 1, max: 60 } })).toBe(
      'SPACE_OUT_OF_RANGE param=fast asked=1..60 allowed=2..50',
    );
    expect(refusalOf({ mode: { choices: ['sideways'] } })).toContain(
      'SPACE_OUT_OF_RANGE param=mode asked=sideways',
    );
  });

  it('refuses unknown names, reversed ranges, fractions of whole numbers and ranges of words', () => {
    expect(refusalOf({ fats: { min: 2, max: 3 } })).toContain('SPACE_PARAM_UNKNOWN param=fats');
    expect(refusalOf({ fast: { min: 9, max: 3 } })).toContain('SPACE_RANGE_REVERSED');
    expect(refusalOf({ fast: { min: 2.5, max: 3 } })).toContain('SPACE_NEEDS_WHOLE_NUMBERS');
    expect(refusalOf({ fast: { min: 2, max: 9, step: 0.5 } })).toContain(
      'SPACE_NEEDS_WHOLE_NUMBERS',
    );
    expect(refusalOf({ mode: { min: 1, max: 2 } })).toContain('SPACE_NEEDS_CHOICES');
    expect(refusalOf({})).toBe('SPACE_EMPTY');
  });

  it('keeps the rules between parameters, those that are not searched included', () => {
    const { isAllowed } = spaceOf({ fast: { min: 2, max: 50 } });
    expect([isAllowed({ fast: 29 }), isAllowed({ fast: 30 })]).toEqual([true, false]);
  });

  it('lists a grid without what those rules forbid, the last parameter moving fastest', () => {
    const space = spaceOf({
      fast: { min: 10, max: 30, step: 10 },
      slow: { min: 20, max: 40, step: 10 },
    });
    const grid = listGridPoints(space, 100);
    expect(grid).toMatchObject({ ok: true, value: { size: 9, isCutOff: false } });
    expect(grid.ok && grid.value.points.map(({ fast, slow }) => `${fast}/${slow}`)).toEqual([
      '10/20',
      '10/30',
      '10/40',
      '20/30',
      '20/40',
      '30/40',
    ]);
  });

  it('stops a grid at the number of trials and says so; a grid needs steps', () => {
    const stepped = spaceOf({ share: { min: 0.1, max: 0.7, step: 0.2 } });
    expect(listGridPoints(stepped, 2)).toMatchObject({
      value: { points: [{ share: 0.1 }, { share: 0.3 }], isCutOff: true },
    });
    expect(listGridPoints(stepped, 4)).toMatchObject({ value: { isCutOff: false } });
    const smooth = spaceOf({ share: { min: 0.1, max: 0.7 } });
    expect(listGridPoints(smooth, 4)).toMatchObject({ code: 'SPACE_GRID_NEEDS_STEP' });
  });

  it('gives every step of a range the same share of the unit interval, and back', () => {
    const [steps, log] = spaceOf({
      fast: { min: 2, max: 5 },
      share: { min: 0.1, max: 1, scale: 'log' },
    }).dimensions;
    if (steps?.kind !== 'number' || log?.kind !== 'number')
      throw new Error('numbers were asked for');
    expect([0, 0.2, 0.3, 0.6, 0.8, 1].map((share) => fromUnit(share, steps))).toEqual([
      2, 2, 3, 4, 5, 5,
    ]);
    expect(toUnit(2, steps)).toBe(0.125);
    expect(fromUnit(0.5, log)).toBeCloseTo(Math.sqrt(0.1), 12);
    expect(toUnit(Math.sqrt(0.1), log)).toBeCloseTo(0.5, 12);
  });
});
