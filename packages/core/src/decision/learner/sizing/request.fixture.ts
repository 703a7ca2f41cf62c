import type { SizingRequest } from './sizing-request.ts';

/** A long in bitcoin: 600 an ATR, stop at one, target at two, 60 of costs, no bound in the way but the budget. */
export function requestOf(changes: Partial<SizingRequest> = {}): SizingRequest {
  return {
    direction: 'long',
    event: 'up_1atr_before_down_1atr',
    pCalibrated: 0.6,
    sizeFraction: 1,
    price: 60_000,
    atr: 600,
    stopDistance: 600,
    targetDistance: 1_200,
    costPerUnit: 60,
    equity: 100_000,
    symbolRoom: 1e9,
    totalRoom: 1e9,
    minUnits: 0.00001,
    minNotional: 5,
    ...changes,
  };
}
