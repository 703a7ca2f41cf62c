/** Quotient of two exact amounts as a float; null where the divisor is not above zero. */
export function ratioOf(part: bigint, whole: bigint): number | null {
  return whole > 0n ? Number(part) / Number(whole) : null;
}

/** The same as a percentage. */
export function pctOf(part: bigint, whole: bigint): number | null {
  const ratio = ratioOf(part, whole);
  return ratio === null ? null : ratio * 100;
}

/** A share of a count as a percentage; null of nothing. */
export function shareOfCountPct(part: number, whole: number): number | null {
  return whole > 0 ? (part / whole) * 100 : null;
}

/** Null instead of NaN and the infinities: a report carries figures only. */
export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
