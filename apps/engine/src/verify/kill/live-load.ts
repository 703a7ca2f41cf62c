import type { DeskLife } from './desk-life.ts';

/** Quotes of each symbol before a life that nothing ends is over. */
const LOAD_TICKS = 12;
/** For a life that its parent ends: it never gets there. */
export const ENDLESS_TICKS = 100_000;
const COME_UP_S = 2;

/**
 * What a process does that is to be killed. It asks the venue first, unless it is told not to wait for that; the same
 * steps, and the same passes of each point, in every process with the same seed and folder.
 */
export async function liveLoad(
  life: Pick<DeskLife, 'settle' | 'trade'>,
  options: { readonly ticks?: number; readonly onInput?: (step: number) => void } = {},
): Promise<void> {
  await life.settle(COME_UP_S);
  await life.trade(options.ticks ?? LOAD_TICKS, options.onInput);
}
