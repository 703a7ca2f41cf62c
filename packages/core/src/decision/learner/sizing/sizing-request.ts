import type { DecisionEvent } from '../../../model/agent/decision.ts';

/** Floats throughout: what comes of it is rounded to the venue's lots and made exact by the desk. */
export interface SizingRequest {
  readonly direction: 'long' | 'short';
  /** What `pCalibrated` is about. */
  readonly event: DecisionEvent;
  /** From `calibrate`; the stated figure is not asked for, so that it cannot be used. */
  readonly pCalibrated: number;
  /** 0..1 of the risk budget, as the model named it. */
  readonly sizeFraction: number;
  /** Quote currency a unit. */
  readonly price: number;
  /** Of the snapshot the probability was stated on; quote currency a unit, as the distances below. */
  readonly atr: number;
  readonly stopDistance: number;
  /** Null when the decision named none: one ATR, the only gain a probability was stated for. */
  readonly targetDistance: number | null;
  /** Fees of both sides, funding to the horizon, slippage. */
  readonly costPerUnit: number;
  readonly equity: number;
  /** Quote notional that may still be added. */
  readonly symbolRoom: number;
  readonly totalRoom: number;
  readonly minUnits: number;
  /** Quote currency. */
  readonly minNotional: number;
}

/** In the order they are applied; `probation` stands for the four before it. */
export const CLAMP_NAMES = [
  'kelly_fraction',
  'kelly_cap',
  'size_fraction',
  'risk_budget',
  'probation',
  'symbol_room',
  'total_room',
  'venue_minimum',
] as const;
export type ClampName = (typeof CLAMP_NAMES)[number];

/** Units; `after` is never above `before`. Written also when nothing was taken. */
export interface Clamp {
  readonly name: ClampName;
  readonly before: number;
  readonly after: number;
}

/** What the size was made of before any clamp. */
export interface Edge {
  readonly pWin: number;
  readonly payoff: number;
  /** Share of equity lost at the stop, full Kelly. */
  readonly kellyShare: number;
  /** Expected gain of one unit, net, quote currency. */
  readonly perUnit: number;
  /** Lost with one unit at the stop, costs included. */
  readonly lossPerUnit: number;
}
