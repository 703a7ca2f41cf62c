/** A percentage whose sign is always there: a return, a change. */
export function formatSignedPct(value: number | null, decimals = 2): string {
  if (value === null) return '–';
  const rounded = Math.abs(value).toFixed(decimals);
  if (Number(rounded) === 0) return `${rounded} %`;
  return `${value > 0 ? '+' : '−'}${rounded} %`;
}

/** A ratio such as a profit factor or a Sharpe; a dash where it has no value. */
export function formatRatio(value: number | null, decimals = 2): string {
  if (value === null) return '–';
  const sign = value < 0 ? '−' : '';
  return `${sign}${Math.abs(value).toFixed(decimals)}`;
}
