import type { ParamRow } from '@quarterdeck/core/contract/strategy-card.schema';
import { groupThousands } from './decimal-text.ts';

/** A parameter's value as it is typed and shown. */
export function paramText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '–' : JSON.stringify(value);
}

export const isSameValue = (a: unknown, b: unknown): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

function formatBound(bound: number): string {
  const [whole = '', fraction] = String(bound).split('.');
  return fraction === undefined ? groupThousands(whole) : `${groupThousands(whole)}.${fraction}`;
}

/** What the parameter may be: "0 to 200", "5s, 1m", "at least 1". */
export function rangeText(row: ParamRow): string {
  if (row.choices) return row.choices.map(paramText).join(', ');
  if (typeof row.default === 'boolean') return 'true, false';
  const whole = row.isInteger ? ', whole' : '';
  if (row.min !== null && row.max !== null) {
    return `${formatBound(row.min)} to ${formatBound(row.max)}${whole}`;
  }
  if (row.min !== null) return `at least ${formatBound(row.min)}${whole}`;
  return row.max === null ? 'any' : `at most ${formatBound(row.max)}${whole}`;
}

const UNITS = [
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** Milliseconds as they are said, beside the figure that is typed: "30 min". Empty for every other parameter. */
export function spokenText(name: string, text: string): string {
  const ms = Number(text);
  if (!name.endsWith('_ms') || text.trim() === '' || !Number.isFinite(ms)) return '';
  const unit = UNITS.find(([, each]) => ms >= each);
  return unit ? `${Number((ms / unit[1]).toFixed(1))} ${unit[0]}` : '';
}

export type ReadParam =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly wrong: string };

const wrong = (text: string): ReadParam => ({ ok: false, wrong: text });

function readNumber(text: string, row: ParamRow): ReadParam {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return wrong('not a number');
  const isOutside = (row.min !== null && value < row.min) || (row.max !== null && value > row.max);
  if (isOutside) return wrong(`outside ${rangeText(row)}`);
  if (row.isInteger && !Number.isInteger(value)) return wrong('must be a whole number');
  return { ok: true, value };
}

function readJson(text: string): ReadParam {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return wrong('not a list or object as JSON');
  }
}

/** The engine checks again; this saves the way there and back. */
export function readParam(text: string, row: ParamRow): ReadParam {
  if (row.choices) {
    const value = row.choices.find((choice) => paramText(choice) === text);
    return value === undefined ? wrong(`one of ${rangeText(row)}`) : { ok: true, value };
  }
  const kind = typeof row.default === 'undefined' ? typeof row.value : typeof row.default;
  switch (kind) {
    case 'number':
      return readNumber(text, row);
    case 'boolean':
      if (text !== 'true' && text !== 'false') return wrong('true or false');
      return { ok: true, value: text === 'true' };
    case 'object':
      return readJson(text);
    default:
      return { ok: true, value: text };
  }
}
