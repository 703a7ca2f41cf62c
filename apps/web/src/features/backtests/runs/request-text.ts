import type { BacktestRequest } from '@quarterdeck/core/contract/backtest.schema';
import { dayText } from '../../../format/span-text.ts';

/** A file without its folders; the name of a series, slash and all, as it is. */
export const shortName = (name: string): string =>
  /\.\w+$/.test(name) ? (name.split(/[/\\]/).at(-1) ?? name) : name;

/** A message with its files named, not the way to them: what is wrong comes first. */
export const withoutFolders = (text: string): string =>
  text.replace(/(^|[\s=])\/(?:[^\s/:]+\/)+/g, '$1');

const TAPE_NAME = /^[^_]+_([^_]+)_(?:(\d+[smhd])|([a-z]+))_.*\.csv(?:\.gz)?$/i;

/** What a tape holds, as its name says it: "BTCUSDT 1m"; any other name as it is. */
export function tapeText(name: string): string {
  const short = shortName(name);
  const match = TAPE_NAME.exec(short);
  return match ? `${match[1] ?? ''} ${match[2] ?? match[3] ?? ''}` : short;
}

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
