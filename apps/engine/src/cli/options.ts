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
