import type { BacktestRequest } from '@quarterdeck/core/contract/backtest.schema';
import { dayText } from '../../../format/span-text.ts';

/** A file without its folders; the name of a series, slash and all, as it is. */
export const shortName = (name: string): string =>
  /\.\w+$/.test(name) ? (name.split(/[/\\]/).at(-1) ?? name) : name;

export const strategiesText = ({ strategies }: BacktestRequest): string => strategies.join(', ');

export const dataText = ({ data }: BacktestRequest): string => data.map(shortName).join(', ');

export function askedSpanText({ from, to }: BacktestRequest): string {
  if (from === undefined && to === undefined) return 'all of it';
  if (to === undefined) return `from ${dayText(from ?? 0)}`;
  // The end is where the next day begins.
  const last = dayText(to - 1);
  return from === undefined ? `to ${last}` : `${dayText(from)} to ${last}`;
}

export const elapsedText = (elapsedMs: number | null): string =>
  elapsedMs === null ? '–' : `${(elapsedMs / 1_000).toFixed(elapsedMs < 9_950 ? 1 : 0)} s`;
