import type { ParamRow } from '@quarterdeck/core/contract/strategy-card.schema';

/** A parameter's value as it is typed and shown. */
export function paramText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '–' : JSON.stringify(value);
}

export const isSameValue = (a: unknown, b: unknown): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** What the parameter may be: "0 to 200", "5s, 1m", "at least 1". */
export function rangeText(row: ParamRow): string {
  if (row.choices) return row.choices.map(paramText).join(', ');
  if (typeof row.default === 'boolean') return 'true, false';
  const whole = row.isInteger ? ', whole' : '';
  if (row.min !== null && row.max !== null) return `${row.min} to ${row.max}${whole}`;
  if (row.min !== null) return `at least ${row.min}${whole}`;
  return row.max === null ? 'any' : `at most ${row.max}${whole}`;
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
