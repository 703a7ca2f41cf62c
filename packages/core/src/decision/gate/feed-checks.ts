import { DAY_MS, type EpochMs } from '../../kernel/clock.ts';

/** Beyond this a number is a defect of the feed, and its square would spoil the sums. */
const MAX_FIGURE = 1e15;
/** A stamp further ahead than this would make every true one after it a step back. */
const MAX_JUMP_MS = 400 * DAY_MS;

// All of them are false for NaN.
export const isPositive = (figure: number): boolean => figure > 0 && figure <= MAX_FIGURE;
export const isVolume = (figure: number): boolean => figure >= 0 && figure <= MAX_FIGURE;
export const isTimely = (ts: EpochMs, tsNewest: EpochMs): boolean =>
  ts >= tsNewest && ts <= tsNewest + MAX_JUMP_MS;
