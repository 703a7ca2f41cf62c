import type { SizingConfig } from '../../../contract/agent/config/learner.schema.ts';
import { denied, type Refusal } from '../../../kernel/verdict.ts';
import { applyBounds, unitsAtRisk, type Bound } from './apply-bounds.ts';
import { kellyShare } from './kelly.ts';
import type { Clamp, Edge, SizingRequest } from './sizing-request.ts';
import { winProbability } from './win-probability.ts';

export interface Sizing {
  /** Base units, a float, not yet rounded to lots. */
  readonly units: number;
  /** Null when the request could not be read. */
  readonly edge: Edge | null;
  readonly clamps: readonly Clamp[];
  /** Why there is nothing to trade: SIZE_INPUT_RANGE, SIZE_EVENT_OPPOSES, SIZE_NO_EDGE, SIZE_CLAMPED_AWAY. */
  readonly refusal: Refusal | null;
}

const POSITIVE = ['price', 'atr', 'stopDistance', 'equity'] as const;
const NOT_NEGATIVE = ['costPerUnit', 'minUnits', 'minNotional'] as const;
const SHARES = ['pCalibrated', 'sizeFraction'] as const;
const FINITE = ['symbolRoom', 'totalRoom'] as const;

function findBroken(request: SizingRequest): keyof SizingRequest | undefined {
  const { targetDistance } = request;
  if (targetDistance !== null && !(targetDistance > 0 && Number.isFinite(targetDistance))) {
    return 'targetDistance';
  }
  return (
    POSITIVE.find((name) => !(request[name] > 0 && Number.isFinite(request[name]))) ??
    NOT_NEGATIVE.find((name) => !(request[name] >= 0 && Number.isFinite(request[name]))) ??
    SHARES.find((name) => !(request[name] >= 0 && request[name] <= 1)) ??
    FINITE.find((name) => !Number.isFinite(request[name]))
  );
}

function edgeOf(request: SizingRequest): Edge {
  const { atr, stopDistance, costPerUnit } = request;
  const targetDistance = request.targetDistance ?? atr;
  const pWin = winProbability(request.pCalibrated, {
    target: targetDistance / atr,
    stop: stopDistance / atr,
  });
  const lossPerUnit = stopDistance + costPerUnit;
  const gainPerUnit = targetDistance - costPerUnit;
  const payoff = gainPerUnit / lossPerUnit;
  return {
    pWin,
    payoff,
    kellyShare: kellyShare({ pWin, payoff }),
    perUnit: pWin * gainPerUnit - (1 - pWin) * lossPerUnit,
    lossPerUnit,
  };
}

/**
 * Upper bounds in units, in their order. The share of Kelly: MacLean, Thorp and Ziemba, "Long-term Capital Growth: the Good
 * and Bad Properties of the Kelly and Fractional Kelly Capital Growth Criteria", Quantitative Finance 10, 2010. The model's
 * own size is a share of the risk budget and can only lower.
 */
function boundsOf(request: SizingRequest, edge: Edge, config: SizingConfig): Bound[] {
  const { equity, sizeFraction } = request;
  const unitsLosing = (share: number): number => unitsAtRisk({ share, equity }, edge);
  const budget = unitsLosing(config.risk_budget_pct / 100);
  return [
    ['kelly_fraction', unitsLosing(edge.kellyShare * config.kelly_fraction)],
    ['kelly_cap', unitsLosing(config.kelly_cap_pct / 100)],
    ['size_fraction', budget * sizeFraction],
    ['risk_budget', budget],
  ];
}

const nothing = (edge: Edge | null, refusal: Refusal): Sizing => ({
  units: 0,
  edge,
  clamps: [],
  refusal,
});

/** What the clamps have left; a refusal names the one that left nothing. */
export function sizingOf(edge: Edge, clamps: readonly Clamp[]): Sizing {
  const units = clamps.at(-1)?.after ?? 0;
  const by = clamps.find((clamp) => clamp.after === 0)?.name ?? 'none';
  const refusal = units > 0 ? null : denied('SIZE_CLAMPED_AWAY', { by });
  return { units, edge, clamps, refusal };
}

const EVENT_OF = {
  long: 'up_1atr_before_down_1atr',
  short: 'down_1atr_before_up_1atr',
} as const;

/**
 * Units to open: full Kelly on the calibrated probability, then each bound in turn with what it took. A probability of the
 * opposite move is not turned around: neither may come, so its complement is no probability of ours.
 */
export function sizePosition(request: SizingRequest, config: SizingConfig): Sizing {
  const { direction, event, pCalibrated } = request;
  const broken = findBroken(request);
  if (broken !== undefined) {
    return nothing(
      null,
      denied('SIZE_INPUT_RANGE', { field: broken, value: String(request[broken]) }),
    );
  }
  if (event !== EVENT_OF[direction]) {
    return nothing(null, denied('SIZE_EVENT_OPPOSES', { direction, event }));
  }
  const edge = edgeOf(request);
  const { pWin, payoff, perUnit } = edge;
  if (edge.kellyShare <= 0 || pCalibrated <= 0.5) {
    return nothing(edge, denied('SIZE_NO_EDGE', { pCalibrated, pWin, payoff, perUnit }));
  }
  const wanted = unitsAtRisk({ share: edge.kellyShare, equity: request.equity }, edge);
  return sizingOf(edge, applyBounds(wanted, boundsOf(request, edge, config), request));
}
