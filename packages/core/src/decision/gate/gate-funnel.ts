import type { HeldBy } from './call-budget.ts';
import { GATE_LAYERS, type GateLayer } from './gate-result.ts';

/** reasons = passes + merged + lapsed + those still waiting. */
export interface LayerCounts {
  /** Times the layer had a reason to ask. */
  readonly reasons: number;
  readonly passes: number;
  /** Reasons that had to wait for the pause. */
  readonly heldByPause: number;
  /** Reasons that had to wait for room in the hour. */
  readonly heldByBudget: number;
  /** Answered by the same pass as another reason. */
  readonly merged: number;
  /** Waited in vain, or had their ground taken away. */
  readonly lapsed: number;
}

export interface GateFunnel {
  /** Trades and quotes fed, usable or not. */
  readonly ticks: number;
  /** Feeds of every kind that were usable. */
  readonly evaluations: number;
  /** Feeds with a number no market has, or a time before the newest one. */
  readonly ignored: number;
  /** Times the market fell silent. */
  readonly silences: number;
  readonly passes: number;
  readonly byLayer: Readonly<Record<GateLayer, LayerCounts>>;
}

type Counts = { -readonly [TKey in keyof LayerCounts]: LayerCounts[TKey] };
export type LayerTallies = Record<GateLayer, Counts>;

const NO_COUNTS: LayerCounts = {
  reasons: 0,
  passes: 0,
  heldByPause: 0,
  heldByBudget: 0,
  merged: 0,
  lapsed: 0,
};

export function copyTallies(from?: GateFunnel['byLayer']): LayerTallies {
  const entries = GATE_LAYERS.map((layer) => [layer, { ...NO_COUNTS, ...from?.[layer] }]);
  return Object.fromEntries(entries) as LayerTallies;
}

export const countOfHeld = (heldBy: HeldBy): 'heldByPause' | 'heldByBudget' =>
  heldBy === 'pause' ? 'heldByPause' : 'heldByBudget';

export const NO_FEEDS: Omit<GateFunnel, 'byLayer'> = {
  ticks: 0,
  evaluations: 0,
  ignored: 0,
  silences: 0,
  passes: 0,
};
