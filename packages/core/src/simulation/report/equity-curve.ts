import type { EpochMs } from '../../kernel/clock.ts';
import { asMoney, money, moneyToFloat, type Money } from '../../kernel/decimal.ts';
import type { BacktestOutcome, EquitySample } from '../backtest/outcome.ts';
import { pctOf } from './percent.ts';

export interface CurvePoint {
  readonly ts: EpochMs;
  readonly equity: Money;
  /** Below the highest equity up to here, in percent of it; zero or above. */
  readonly drawdownPct: number;
  /** Peak or bottom of the largest drawdown, or an end of the curve: never left out. */
  readonly isKept: boolean;
}

interface Sample extends EquitySample {
  readonly isKept: boolean;
}

/**
 * The peak is known by its distance to the bottom, exact, and by that distance in percent: eight decimals of it,
 * which is for the curve only.
 */
function extremesOf({ drawdown, tsFrom, tsLast }: BacktestOutcome): readonly Sample[] {
  const { amount, pct, tsPeak, tsBottom } = drawdown;
  if (pct <= 0) return [];
  const peak = money(((moneyToFloat(amount) / pct) * 100).toFixed(8));
  // Positions are closed after the last price: what that costs belongs to the last moment of the curve.
  const within = (ts: EpochMs): EpochMs => Math.max(tsFrom, Math.min(ts, tsLast));
  return [
    { ts: within(tsPeak), equity: peak, isKept: true },
    { ts: within(tsBottom), equity: asMoney(peak - amount), isKept: true },
  ];
}

/** Samples and extremes in order of time, one a moment: both ends stay as they are, an extreme goes before a sample. */
function inOrder(outcome: BacktestOutcome): readonly Sample[] {
  const { equity } = outcome;
  const byTs = new Map<EpochMs, Sample>();
  const last = equity.length - 1;
  for (const [index, sample] of equity.entries()) {
    byTs.set(sample.ts, { ...sample, isKept: index === 0 || index === last });
  }
  for (const extreme of extremesOf(outcome)) {
    const isEnd = extreme.ts === equity[0]?.ts || extreme.ts === equity[last]?.ts;
    if (!isEnd) byTs.set(extreme.ts, extreme);
  }
  return [...byTs.values()].toSorted((left, right) => left.ts - right.ts);
}

/** Equity with its drawdown at every sample, and at the two ends of the largest fall. Times rise strictly. */
export function equityCurve(outcome: BacktestOutcome): CurvePoint[] {
  const { drawdown } = outcome;
  let peak = 0n;
  return inOrder(outcome).map(({ ts, equity, isKept }) => {
    if (equity > peak) peak = equity;
    const isBottom = ts === drawdown.tsBottom && isKept;
    const drawdownPct = isBottom ? drawdown.pct : (pctOf(peak - equity, peak) ?? 0);
    return { ts, equity, drawdownPct, isKept };
  });
}
