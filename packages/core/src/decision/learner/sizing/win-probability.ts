export interface Barriers {
  /** Distances from the price, in ATR, above zero. */
  readonly target: number;
  readonly stop: number;
}

/** With a drift towards the target; `expm1` because near no drift both ends vanish together. */
function withDrift(drift: number, { target, stop }: Barriers): number {
  return Math.expm1(-drift * stop) / Math.expm1(-drift * (target + stop));
}

/**
 * Chance that the target is met before the stop, for a price of which it is known that it moves one ATR its way before
 * one ATR against it with probability `p`. Brownian motion with drift between two absorbing barriers: Cox and Miller, "The
 * Theory of Stochastic Processes", 1965, section 5.7; the equal barriers give drift (over half the variance, per ATR)
 * = ln(p / (1 - p)). At p = 0.5 this is stop / (target + stop), the fair game: no choice of barriers makes an edge out of
 * a forecaster who knows nothing. Rises with p.
 */
export function winProbability(p: number, barriers: Barriers): number {
  if (p <= 0 || p >= 1) return p <= 0 ? 0 : 1;
  const drift = Math.log(p / (1 - p));
  const { target, stop } = barriers;
  if (Math.abs(drift) < 1e-9) return stop / (target + stop);
  return drift > 0
    ? withDrift(drift, barriers)
    : 1 - withDrift(-drift, { target: stop, stop: target });
}
