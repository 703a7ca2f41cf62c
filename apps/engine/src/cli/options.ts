import { InvalidArgumentError, Option } from 'commander';

export function dataOption(): Option {
  return new Option('--data <folder>', "the desk's folder, when there is more than one");
}

export function jsonOption(): Option {
  return new Option('--json', 'one JSON value on standard output');
}

/** Parser of a whole number option. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`must be a whole number from ${least} to ${most}`);
  };
}

function parseNumber(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('must be a number');
}

export const numberOption = (flags: string, meaning: string): Option =>
  new Option(flags, meaning).argParser(parseNumber);

const MOST_SEED = 4_294_967_295;

export const seedOption = (): Option =>
  new Option('--seed <number>', 'of whatever is random').argParser(wholeNumber(0, MOST_SEED));

/** An option that may be said again for more. */
export const collect = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  text,
];

/** Nothing at all where the command line does not say it: a schema's default holds then. */
export const given = <TValue>(name: string, value: TValue | undefined) =>
  value === undefined ? {} : { [name]: value };
