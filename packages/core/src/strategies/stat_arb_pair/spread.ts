import { createRollingMoments } from './rolling-moments.ts';

/**
 * The spread of two log prices: lead - beta * follower - mean, over a rolling window. Figures are NaN until the
 * window is full and whenever the two do not move together at all; NaN passes no comparison.
 */
export interface Spread {
  /** Adds the log prices of one moment. */
  add(lead: number, follower: number): void;
  /** What was learned no longer belongs to what comes. */
  clear(): void;
  /** Units of account in the follower that balance one in the lead. */
  beta(): number;
  /** Standard deviation of the spread: a share of the lead's price. */
  sigma(): number;
  /** The newest spread in standard deviations; positive when the lead is dear. */
  z(): number;
  correlation(): number;
  /** Bars in which an AR(1) spread loses half of its distance; infinite when it does not come back. */
  halfLifeBars(): number;
}

interface Figures {
  beta: number;
  variance: number;
  z: number;
  correlation: number;
}

const forget = (figures: Figures): void => {
  figures.beta = figures.variance = figures.z = figures.correlation = Number.NaN;
};

/**
 * Hedge ratio by total least squares (Deming regression with equal error variances): neither leg is the cause of
 * the other, and swapping them gives the reciprocal.
 */
function slopeOf(varianceY: number, varianceX: number, covariance: number): number {
  if (!(covariance > 0)) return Number.NaN;
  const difference = varianceY - varianceX;
  return (difference + Math.hypot(difference, 2 * covariance)) / (2 * covariance);
}

/** Fits one line through the newest `window` moments; a moment costs the same however long the window is. */
export function createSpread(window: number): Spread {
  const moments = createRollingMoments(window);
  const figures: Figures = { beta: 0, variance: 0, z: 0, correlation: 0 };
  forget(figures);
  const refresh = (lead: number, follower: number): void => {
    const varianceY = moments.varianceY();
    const varianceX = moments.varianceX();
    const covariance = moments.covariance();
    const beta = slopeOf(varianceY, varianceX, covariance);
    const variance = varianceY - 2 * beta * covariance + beta * beta * varianceX;
    const residual = lead - moments.meanY() - beta * (follower - moments.meanX());
    figures.beta = beta;
    figures.variance = variance;
    figures.z = residual / Math.sqrt(variance);
    figures.correlation = covariance / Math.sqrt(varianceY * varianceX);
  };
  return {
    add: (lead, follower) => {
      moments.add(lead, follower);
      if (moments.isFull()) refresh(lead, follower);
    },
    clear: () => {
      moments.clear();
      forget(figures);
    },
    beta: () => figures.beta,
    sigma: () => Math.sqrt(figures.variance),
    z: () => figures.z,
    correlation: () => figures.correlation,
    // Yule-Walker: the lag-1 autocorrelation is the coefficient of an AR(1) process; half-life -ln 2 / ln of it.
    halfLifeBars: () => {
      const carried = moments.laggedProduct(figures.beta) / figures.variance;
      if (carried >= 1) return Number.POSITIVE_INFINITY;
      return carried > 0 ? -Math.LN2 / Math.log(carried) : carried <= 0 ? 0 : Number.NaN;
    },
  };
}
