import type { ParamRow } from '@quarterdeck/core/contract/strategy-card.schema';
import { isSameValue, paramText, readParam } from '../../../format/param-text.ts';

/** Texts typed so far, by parameter; what was not touched is absent. */
export type ParamDraft = Readonly<Record<string, string>>;

export interface ParamChange {
  readonly name: string;
  readonly from: unknown;
  readonly to: unknown;
}

export interface DraftReading {
  readonly changes: readonly ParamChange[];
  /** What is wrong with a text, by parameter. */
  readonly wrong: Readonly<Record<string, string>>;
}

export function readDraft(rows: readonly ParamRow[], draft: ParamDraft): DraftReading {
  const changes: ParamChange[] = [];
  const wrong: Record<string, string> = {};
  for (const row of rows) {
    const text = draft[row.name];
    if (text === undefined) continue;
    const read = readParam(text, row);
    if (!read.ok) wrong[row.name] = read.wrong;
    else if (!isSameValue(read.value, row.value)) {
      changes.push({ name: row.name, from: row.value, to: read.value });
    }
  }
  return { changes, wrong };
}

/** What would change if this set came into effect; parameters it does not name stay. */
export function changesTo(
  rows: readonly ParamRow[],
  params: Readonly<Record<string, unknown>>,
): readonly ParamChange[] {
  return rows.flatMap(({ name, value }) =>
    name in params && !isSameValue(params[name], value)
      ? [{ name, from: value, to: params[name] }]
      : [],
  );
}

export const describeChange = ({ name, from, to }: ParamChange): string =>
  `${name} ${paramText(from)} → ${paramText(to)}`;
