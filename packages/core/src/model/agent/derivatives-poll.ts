import type { EpochMs } from '../../kernel/clock.ts';
import type { SymbolId } from '../../kernel/ids.ts';

/** What a poll asks for; the volume delta is counted from trades instead. */
export const POLLED_FIGURES = ['fundingRate', 'openInterest', 'longShortRatio'] as const;
export type PolledFigure = (typeof POLLED_FIGURES)[number];

export const ABSENCES = ['not_available', 'no_value_yet', 'malformed'] as const;
export type Absence = (typeof ABSENCES)[number];

/** A figure with its own time, or why there is none; never a made-up value. */
export type PolledReading =
  | { readonly kind: 'value'; readonly value: number; readonly tsEvent: EpochMs }
  | { readonly kind: 'absent'; readonly why: Absence };

/**
 * One answer about one symbol.
 * `fundingRate`: fraction paid per funding period; `openInterest`: base units; `longShortRatio`: longs over shorts.
 */
export interface DerivativesPoll extends Readonly<Record<PolledFigure, PolledReading>> {
  readonly symbol: SymbolId;
  /** When it was asked. */
  readonly tsPolled: EpochMs;
}

export const absent = (why: Absence): PolledReading => ({ kind: 'absent', why });

export const valueAt = (value: number, tsEvent: EpochMs): PolledReading =>
  Number.isFinite(value) ? { kind: 'value', value, tsEvent } : absent('malformed');
