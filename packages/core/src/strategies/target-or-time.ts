import type { ExitProposal, MarketView, PositionView } from './contract.ts';

function hasMetTarget(view: MarketView, position: PositionView, targetBps: number): boolean {
  const { side, targetPrice } = position;
  if (targetPrice === undefined) return position.gainBps >= targetBps;
  return side === 'long' ? view.bid >= targetPrice : view.ask <= targetPrice;
}

/** Closes all of it at the position's own target (the configured distance when it carries none), or by age. */
export function exitAtTargetOrTime(
  view: MarketView,
  position: PositionView,
  limits: { readonly target_bps: number; readonly time_stop_ms: number },
): ExitProposal | undefined {
  if (hasMetTarget(view, position, limits.target_bps)) {
    return { fraction: 1, thesis: `target met at ${position.gainBps.toFixed(1)} bps` };
  }
  if (position.ageMs < limits.time_stop_ms) return undefined;
  const seconds = Math.round(position.ageMs / 1_000);
  return {
    fraction: 1,
    thesis: `time is up after ${seconds} s at ${position.gainBps.toFixed(1)} bps`,
  };
}
