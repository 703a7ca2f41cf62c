import type { Params } from './params.ts';
import { reachOf, type Reading, type SwingKind } from './swing.ts';

/** Price made a new extreme that the indicators did not confirm. */
export interface Divergence {
  readonly kind: SwingKind;
  /** How far the RSI stayed behind, points, positive. */
  readonly rsiGap: number;
  /** How far the MACD stayed behind, as a share of its first value, positive. */
  readonly macdGap: number;
}

/** Value turned so that "further in the direction of the swing" is always larger. */
const turned = (value: number, kind: SwingKind): number => (kind === 'low' ? -value : value);
const turnedRsi = (rsi: number, kind: SwingKind): number => (kind === 'low' ? 100 - rsi : rsi);

/** Compares two neighbouring swings of one kind; NaN of a young indicator never passes. */
export function findDivergence(
  swings: { readonly kind: SwingKind; readonly first: Reading; readonly second: Reading },
  params: Params,
): Divergence | undefined {
  const { kind, first, second } = swings;
  if (second.index - first.index > params.max_gap_bars) return undefined;
  if (!(reachOf(second, kind) > reachOf(first, kind))) return undefined;
  if (!(turnedRsi(first.rsi, kind) >= params.rsi_exhausted)) return undefined;
  const rsiGap = turnedRsi(first.rsi, kind) - turnedRsi(second.rsi, kind);
  const macdGap = (turned(first.macd, kind) - turned(second.macd, kind)) / Math.abs(first.macd);
  return rsiGap >= params.min_rsi_gap && macdGap > 0 ? { kind, rsiGap, macdGap } : undefined;
}
