import { z } from 'zod';
import type { SearchRange, SearchRequest } from '../../contract/search.schema.ts';
import { denied, parsed, PASSED, type Parsed, type Verdict } from '../../kernel/verdict.ts';
import type { ParamsSchema, Strategy } from '../../strategies/contract.ts';

export type ParamValue = string | number | boolean;
/** One set of values, by parameter; the rest keeps what is in effect. */
export type ParamPoint = Readonly<Record<string, ParamValue>>;

export interface NumberDimension {
  readonly kind: 'number';
  readonly name: string;
  readonly min: number;
  /** The last value of the steps, where there are steps. */
  readonly max: number;
  /** Undefined: any value between. */
  readonly step: number | undefined;
  readonly isLog: boolean;
}

export interface ChoiceDimension {
  readonly kind: 'choice';
  readonly name: string;
  readonly choices: readonly ParamValue[];
}

export type Dimension = NumberDimension | ChoiceDimension;

export interface ParameterSpace {
  /** In the order they were named. */
  readonly dimensions: readonly Dimension[];
  /** Rules between parameters, such as a fast average that must be below a slow one. */
  readonly isAllowed: (point: ParamPoint) => boolean;
}

function bareTypeOf(field: unknown): unknown {
  let type = field;
  while (
    type instanceof z.ZodDefault ||
    type instanceof z.ZodPrefault ||
    type instanceof z.ZodOptional
  ) {
    type = type.unwrap();
  }
  return type;
}

const describeRange = (min: number, max: number): string => `${min}..${max}`;

/** Multiples of a step carry float noise (0.1 * 3); the text a person would write does not. */
export const cleanFloat = (value: number): number => Number(value.toPrecision(12));

type NumberRange = Extract<SearchRange, { min: number }>;

const isWhole = (type: z.ZodNumber): boolean => type.format?.includes('int') === true;

function checkEnds(name: string, { min, max }: NumberRange, type: z.ZodNumber): Verdict {
  const asked = describeRange(min, max);
  if (min > max) return denied('SPACE_RANGE_REVERSED', { param: name, asked });
  if (type.safeParse(min).success && type.safeParse(max).success) return PASSED;
  const allowed = describeRange(type.minValue ?? -Infinity, type.maxValue ?? Infinity);
  const isFractional = isWhole(type) && !(Number.isInteger(min) && Number.isInteger(max));
  const numbers = { param: name, asked, allowed };
  return isFractional
    ? denied('SPACE_NEEDS_WHOLE_NUMBERS', numbers)
    : denied('SPACE_OUT_OF_RANGE', numbers);
}

function checkRange(name: string, range: NumberRange, type: z.ZodNumber): Parsed<Dimension> {
  const ends = checkEnds(name, range, type);
  if (!ends.ok) return ends;
  const { min, max, scale } = range;
  const step = range.step ?? (isWhole(type) ? 1 : undefined);
  if (step !== undefined && isWhole(type) && !Number.isInteger(step)) {
    return denied('SPACE_NEEDS_WHOLE_NUMBERS', { param: name, step });
  }
  if (scale === 'log' && min <= 0) {
    return denied('SPACE_LOG_NEEDS_POSITIVE', { param: name, asked: describeRange(min, max) });
  }
  const last = step === undefined ? max : lastStep(min, max, step);
  return parsed({ kind: 'number', name, min, max: last, step, isLog: scale === 'log' });
}

const lastStep = (min: number, max: number, step: number): number =>
  cleanFloat(min + Math.floor((max - min) / step + 1e-9) * step);

function checkChoices(
  name: string,
  choices: readonly ParamValue[],
  field: z.ZodType,
): Parsed<Dimension> {
  for (const value of choices) {
    const result = field.safeParse(value);
    if (result.success) continue;
    const why = result.error.issues.map(({ message }) => message).join(', ');
    return denied('SPACE_OUT_OF_RANGE', { param: name, asked: String(value), why });
  }
  return parsed({ kind: 'choice', name, choices: [...new Set(choices)] });
}

function checkDimension(name: string, range: SearchRange, schema: ParamsSchema): Parsed<Dimension> {
  const field: unknown = schema.shape[name];
  if (!(field instanceof z.ZodType)) {
    const known = Object.keys(schema.shape).join(', ');
    return denied('SPACE_PARAM_UNKNOWN', { param: name, known });
  }
  if ('choices' in range) return checkChoices(name, range.choices, field);
  const type = bareTypeOf(field);
  if (type instanceof z.ZodNumber) return checkRange(name, range, type);
  return denied('SPACE_NEEDS_CHOICES', { param: name });
}

/**
 * The space of a search, held against the strategy's own ranges: what lies outside is refused with the range.
 * `basis` are the parameters in effect, for rules that look at several at once.
 */
export function createParameterSpace(
  { params: schema }: Pick<Strategy, 'params'>,
  space: SearchRequest['space'],
  basis: Readonly<Record<string, unknown>>,
): Parsed<ParameterSpace> {
  const dimensions: Dimension[] = [];
  for (const [name, range] of Object.entries(space)) {
    const checked = checkDimension(name, range, schema);
    if (!checked.ok) return checked;
    dimensions.push(checked.value);
  }
  if (dimensions.length === 0) return denied('SPACE_EMPTY');
  const isAllowed = (point: ParamPoint) => schema.safeParse({ ...basis, ...point }).success;
  return parsed({ dimensions, isAllowed });
}
