import type { ParamRow } from '@quarterdeck/core/contract/strategy-card.schema';

/** Parameters a first search varies; more would need many more trials. */
const VARIED = 2;

const rounded = (value: number, isInteger: boolean): number =>
  isInteger ? Math.round(value) : Number(value.toPrecision(3));

/** From half of what is in effect to twice as much, inside the parameter's own range. */
function rangeAround({ value, min, max, isInteger }: ParamRow): string | undefined {
  if (typeof value !== 'number' || value === 0 || min === null || max === null) return undefined;
  const ends = [value / 2, value * 2].map((end) =>
    rounded(Math.min(max, Math.max(min, end)), isInteger),
  );
  const [low = 0, high = 0] = ends.toSorted((one, other) => one - other);
  return low < high ? `${low}..${high}` : undefined;
}

/** The first stops and targets, else the first numbers: something to begin with and to change by hand. */
export function suggestSpace(params: readonly ParamRow[]): string {
  const isExit = ({ name }: ParamRow): boolean => /^(stop|target)_/.test(name);
  const ranges = [...params.filter(isExit), ...params.filter((row) => !isExit(row))].flatMap(
    (row) => {
      const range = rangeAround(row);
      return range === undefined ? [] : [`${row.name}=${range}`];
    },
  );
  return ranges.slice(0, VARIED).join(',');
}

/** For a shell; a text without anything it would read otherwise stays bare. */
const quoted = (text: string): string =>
  /^[\w./:=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

export interface SearchWish {
  readonly strategyId: string | undefined;
  readonly data: string | undefined;
  /** Empty where nothing could be suggested. */
  readonly space: string;
}

/** What starts the search on the machine of the engine; what is not known is left to fill in. */
export const searchCommand = ({ strategyId = 'NAME', data = 'FILE', space }: SearchWish): string =>
  `npx quarterdeck search --strategy ${strategyId} --data ${quoted(data)} --space ${quoted(space || 'PARAM=MIN..MAX')} --trials 100`;
