import type { EpochMs } from '../../../kernel/clock.ts';
import type { DecisionEvent } from '../../../model/agent/decision.ts';
import type { CalibrationCase } from './calibration-case.ts';

/** One stated probability at the moment it was stated. Prices from then on decide. */
export interface CaseOpening {
  readonly decisionId: string;
  /** Model and version of the prompt together. */
  readonly version: string;
  readonly event: DecisionEvent;
  /** As stated, 0..1. */
  readonly pStated: number;
  readonly symbol: string;
  readonly tsDecided: EpochMs;
  /** Price the levels lie around, quote currency a unit; the ATR likewise. */
  readonly mid: number;
  readonly atr: number;
  readonly horizonMs: number;
}

export interface OpenCase extends CaseOpening {
  /** False until a price has come since it was opened. */
  readonly isWatched: boolean;
}

/** What is known at one moment; no `mid`: time alone has passed. */
export interface CaseMoment {
  readonly ts: EpochMs;
  readonly mid: number | null;
  /** Newest price before this moment. */
  readonly tsPriceBefore: EpochMs;
  readonly maxGapMs: number;
}

export type CaseEnd =
  | { readonly kind: 'known'; readonly happened: boolean; readonly ts: EpochMs }
  | { readonly kind: 'void' };

export const tsEndOf = ({ tsDecided, horizonMs }: CaseOpening): EpochMs => tsDecided + horizonMs;
export const upperLevel = ({ mid, atr }: CaseOpening): number => mid + atr;
export const lowerLevel = ({ mid, atr }: CaseOpening): number => mid - atr;

const isFigure = (value: number): boolean => value > 0 && Number.isFinite(value);

/** False for NaN everywhere. */
export function canBeCase({ pStated, tsDecided, mid, atr, horizonMs }: CaseOpening): boolean {
  const isShare = pStated >= 0 && pStated <= 1;
  return isShare && tsDecided >= 0 && isFigure(mid) && isFigure(atr) && isFigure(horizonMs);
}

function levelMet(item: CaseOpening, mid: number | null): 'up' | 'down' | null {
  if (mid === null) return null;
  if (mid >= upperLevel(item)) return 'up';
  return mid <= lowerLevel(item) ? 'down' : null;
}

const MET_BY = { up_1atr_before_down_1atr: 'up', down_1atr_before_up_1atr: 'down' } as const;

/**
 * How a case ends at this moment; null: not yet. Only the stretch within its horizon may not be unseen for too long, so
 * that it makes no difference who closes a case, the clock or a price, nor how late they come.
 */
export function endOf(item: OpenCase, moment: CaseMoment): CaseEnd | null {
  const { ts, mid, tsPriceBefore, maxGapMs } = moment;
  const tsEnd = tsEndOf(item);
  const tsSeen = item.isWatched ? tsPriceBefore : item.tsDecided;
  if (Math.min(ts, tsEnd) - tsSeen > maxGapMs) return { kind: 'void' };
  if (ts > tsEnd) return { kind: 'known', happened: false, ts: tsEnd };
  const met = levelMet(item, mid);
  return met === null ? null : { kind: 'known', happened: met === MET_BY[item.event], ts };
}

/** As the calibration sees it; `end` left out: still open. */
export function asCalibrationCase(
  item: CaseOpening,
  end?: Extract<CaseEnd, { kind: 'known' }>,
): CalibrationCase {
  const { decisionId, version, event, pStated, tsDecided } = item;
  const stated = { decisionId, version, event, pStated, tsDecided };
  return end === undefined
    ? { ...stated, tsResolves: tsEndOf(item), happened: null }
    : { ...stated, tsResolves: end.ts, happened: end.happened };
}
