import type { EpochMs } from '../../kernel/clock.ts';

/** In order of precedence: when several have a reason at once, the first one names the pass. */
export const GATE_LAYERS = [
  'watchdog',
  'wake',
  'z_price',
  'z_volume',
  'candle',
  'review',
  'timer',
] as const;
export type GateLayer = (typeof GATE_LAYERS)[number];

export interface GateNotPassed {
  readonly passed: false;
}

/**
 * What let the question through. `value` and `threshold` by layer: watchdog, review and timer: seconds waited and
 * allowed; z_price and z_volume: standard deviations; candle: seconds of the bar and of the shortest interval; wake:
 * in the unit of the condition.
 */
export interface GatePassed {
  readonly passed: true;
  readonly layer: GateLayer;
  readonly symbol: string;
  readonly ts: EpochMs;
  readonly value: number;
  readonly threshold: number;
  /** Wake conditions used up by this pass, the one that decided first; others had come true while it waited. */
  readonly conditionIds: readonly string[];
}

export type GateResult = GateNotPassed | GatePassed;

/** One shared object: the quiet path allocates nothing. */
export const NOT_PASSED: GateNotPassed = Object.freeze({ passed: false });

/** A moment that never comes; unlike Infinity it survives JSON. */
export const NEVER: EpochMs = Number.MAX_SAFE_INTEGER;
