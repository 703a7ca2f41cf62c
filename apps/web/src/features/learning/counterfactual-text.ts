import { formatRatio } from '../../format/signed-pct.ts';

interface Estimate {
  readonly n: number;
  readonly mean: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/** `better` and `worse` only where the whole interval says so. */
export function judge({ interval }: Estimate): 'better' | 'worse' | 'undecided' {
  if (interval === null) return 'undecided';
  if (interval.low > 0) return 'better';
  return interval.high < 0 ? 'worse' : 'undecided';
}

const signed = (value: number): string => `${value > 0 ? '+' : ''}${formatRatio(value)}`;

export const meanText = ({ mean }: Estimate): string => (mean === null ? '–' : signed(mean));

export function intervalText({ n, interval }: Estimate): string {
  if (n === 0) return 'no case';
  return interval === null ? 'too few' : `${signed(interval.low)} to ${signed(interval.high)}`;
}
