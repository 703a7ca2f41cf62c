import type { SearchRange, SearchRequest } from '@quarterdeck/core/contract/search.schema';
import { UsageError } from '../../usage-error.ts';
import { parseValue } from '../run/parse-params.ts';

const NUMBER = String.raw`-?\d+(?:\.\d+)?(?:e-?\d+)?`;
const RANGE = new RegExp(`^(log:)?(${NUMBER})\\.\\.(${NUMBER})(?::(${NUMBER}))?$`);

function parseRange(text: string): SearchRange | undefined {
  const match = RANGE.exec(text);
  if (match === null) return undefined;
  const [, log, min, max, step] = match;
  const scale = log === undefined ? 'linear' : 'log';
  const ends = { min: Number(min), max: Number(max), scale } as const;
  if (step === undefined) return ends;
  if (Number(step) > 0) return { ...ends, step: Number(step) };
  throw new UsageError(`--space ${text}: the step must be above zero`);
}

function parseChoices(text: string): SearchRange | undefined {
  const choices = text.split('|').map(parseValue);
  const isPlain = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);
  if (text === '' || !choices.every(isPlain)) return undefined;
  return { choices: choices as (string | number | boolean)[] };
}

/** `name=min..max[:step]`, `name=log:min..max` or `name=a|b|c`, several of them with commas between. */
export function parseSpace(texts: readonly string[]): SearchRequest['space'] {
  const space: Record<string, SearchRange> = {};
  for (const text of texts.flatMap((each) => each.split(','))) {
    const [, name = '', values = ''] = /^([a-z][a-z0-9_]*)=(.+)$/.exec(text.trim()) ?? [];
    const range = parseRange(values) ?? parseChoices(values);
    if (name === '' || range === undefined) {
      throw new UsageError(`--space takes name=min..max[:step] or name=a|b, not ${text}`);
    }
    if (name in space) throw new UsageError(`--space names ${name} twice`);
    space[name] = range;
  }
  return space;
}
