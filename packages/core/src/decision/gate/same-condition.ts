import type { GateConfig } from '../../contract/agent/config/gate.schema.ts';
import type { WakeCondition } from '../../model/agent/wake-condition.ts';

type Tolerance = Pick<GateConfig['wake'], 'level_tolerance_bps' | 'figure_tolerance_pct'>;

interface Parts {
  /** What must agree to the letter. */
  readonly key: string;
  readonly figure: number;
  readonly isLevel: boolean;
}

function partsOf(condition: WakeCondition): Parts {
  const key = `${condition.kind} ${condition.symbol}`;
  switch (condition.kind) {
    case 'price_cross':
      return { key: `${key} ${condition.side}`, figure: condition.level, isLevel: true };
    case 'percent_move':
    case 'open_interest_change':
      return { key, figure: condition.percent, isLevel: false };
    case 'z_score':
      return { key: `${key} ${condition.of}`, figure: condition.threshold, isLevel: false };
    case 'funding_over':
      return { key, figure: condition.rate_bps, isLevel: false };
    case 'candle_close':
      return { key: `${key} ${condition.timeframe_ms}`, figure: 0, isLevel: false };
    case 'time':
      return { key, figure: condition.in_s, isLevel: false };
  }
}

/** Two that would come true at the same moment for all that matters; relative to the larger of the two figures. */
export function isSameCondition(
  one: WakeCondition,
  other: WakeCondition,
  tolerance: Tolerance,
): boolean {
  const [a, b] = [partsOf(one), partsOf(other)];
  if (a.key !== b.key) return false;
  const share = a.isLevel
    ? tolerance.level_tolerance_bps / 10_000
    : tolerance.figure_tolerance_pct / 100;
  const larger = Math.max(Math.abs(a.figure), Math.abs(b.figure));
  return Math.abs(a.figure - b.figure) <= larger * share;
}
