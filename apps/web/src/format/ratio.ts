/** A percentage with one decimal. Undefined or null means nothing has been counted yet. */
export function formatPct(value: number | null, decimals = 1): string {
  return value === null ? '–' : `${value.toFixed(decimals)} %`;
}

/** A share of one, such as a win rate, as a percentage. */
export function formatShare(share: number | null, decimals = 1): string {
  return formatPct(share === null ? null : share * 100, decimals);
}

/** Basis points with their sign. */
export function formatBps(value: number): string {
  const sign = value > 0 ? '+' : value < 0 ? '−' : '';
  return `${sign}${Math.abs(value).toFixed(1)} bps`;
}

/** Share of a cap in use, 0 to 1 and above. For the length of a bar only; the figures stay text. */
export function shareOf(used: string, cap: string): number {
  const limit = Number(cap);
  return limit > 0 ? Math.abs(Number(used)) / limit : 0;
}

export function formatCount(value: number): string {
  return value.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}

/** "1 order", "3 orders". */
export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
