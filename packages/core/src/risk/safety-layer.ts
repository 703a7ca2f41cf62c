import type { SafetyConfig } from '../contract/config.schema.ts';
import { asPrice, type Price } from '../kernel/decimal.ts';
import type { Position } from '../model/position.ts';

const BPS = 10_000n;
/** Basis points may have two decimals in the configuration. */
const BPS_SCALE = 100n;

/** Safety settings; distances as integers, hundredths of a basis point. */
export interface SafetyLimits {
  readonly maxStop: bigint;
  readonly trailAfter: bigint;
  readonly trailDistance: bigint;
  /** How long a position may be without a stop at the venue, for strategies whose stops rest there. */
  readonly stopStandsWithinMs: number;
}

const STOP_STANDS_WITHIN_MS = 3_000;

export function parseSafetyLimits(config: SafetyConfig): SafetyLimits {
  const scaled = (bps: number): bigint => BigInt(Math.round(bps * Number(BPS_SCALE)));
  return {
    maxStop: scaled(config.max_stop_bps),
    trailAfter: scaled(config.trail_after_bps),
    trailDistance: scaled(config.trail_distance_bps),
    stopStandsWithinMs: config.stop_stands_within_ms ?? STOP_STANDS_WITHIN_MS,
  };
}

/** Further than any price can go. */
const NEVER = 10n ** 12n;

/** The same limits without a trailing stop. */
export const withoutTrailing = (limits: SafetyLimits): SafetyLimits => ({
  ...limits,
  trailAfter: NEVER,
});

/** Share of a price, rounded towards zero; `hundredthBps` as in SafetyLimits. */
export const shareOf = (at: Price, hundredthBps: bigint): bigint =>
  (at * hundredthBps) / (BPS * BPS_SCALE);

/** The stop a position opens with: the strategy's own, never further away than the safety layer allows. */
export function openingStop(
  entry: { readonly price: Price; readonly isLong: boolean; readonly wanted?: Price },
  limits: SafetyLimits,
): Price {
  const distance = shareOf(entry.price, limits.maxStop);
  const furthest = entry.isLong ? entry.price - distance : entry.price + distance;
  const { wanted } = entry;
  if (wanted === undefined) return asPrice(furthest);
  const isNearer = entry.isLong ? wanted > furthest : wanted < furthest;
  return isNearer ? wanted : asPrice(furthest);
}

/** `better`: the best price alone has changed; `moved`: the stop with it. */
export type SafetyVerdict = 'hold' | 'better' | 'moved' | 'stop' | 'trailing_stop';

/**
 * Called on every quote while a position is open; needs no model and no strategy.
 * Updates the best price and pulls the stop along once the gain is large enough.
 */
export function applySafety(
  position: Position,
  closeOn: { readonly price: Price; readonly entryPrice: Price },
  limits: SafetyLimits,
): SafetyVerdict {
  const isLong = position.qty > 0n;
  const { price, entryPrice } = closeOn;
  if (isLong ? price <= position.stopPrice : price >= position.stopPrice) {
    const isPastEntry = isLong ? position.stopPrice > entryPrice : position.stopPrice < entryPrice;
    return isPastEntry ? 'trailing_stop' : 'stop';
  }
  const isBetter = isLong ? price > position.bestPrice : price < position.bestPrice;
  if (!isBetter) return 'hold';
  position.bestPrice = price;
  return pullStop(position, entryPrice, limits) ? 'moved' : 'better';
}

function pullStop(position: Position, entryPrice: Price, limits: SafetyLimits): boolean {
  const isLong = position.qty > 0n;
  const best = position.bestPrice;
  const gain = isLong ? best - entryPrice : entryPrice - best;
  if (gain < shareOf(entryPrice, limits.trailAfter)) return false;
  const distance = shareOf(best, limits.trailDistance);
  const level = isLong ? best - distance : best + distance;
  if (isLong ? level <= position.stopPrice : level >= position.stopPrice) return false;
  position.stopPrice = asPrice(level);
  return true;
}
