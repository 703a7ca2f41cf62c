import type { SizingConfig } from '../../../contract/agent/config/learner.schema.ts';
import { applyBounds, unitsAtRisk } from './apply-bounds.ts';
import { sizePosition, sizingOf, type Sizing } from './size-position.ts';
import type { Edge, SizingRequest } from './sizing-request.ts';

export interface StakeRequest extends SizingRequest {
  /** Resolved cases of this very version of the forecaster, those included that opened nothing. */
  readonly resolvedCases: number;
}

/** Costs that eat the whole target: whoever is right loses as well, and nothing is found out about him. */
const isHopeless = (edge: Edge): boolean => edge.payoff <= 0;

/**
 * `sizePosition`, and for a forecaster of whom too little is known a stake without an edge: the model's own share of
 * `probation.risk_pct`, lost at the stop with costs. Nothing else about the trade is eased: room, minimum and every
 * other refusal stand. Decision record 0015.
 */
export function sizeStake(request: StakeRequest, config: SizingConfig): Sizing {
  const sizing = sizePosition(request, config);
  const { edge, refusal } = sizing;
  const { cases, risk_pct } = config.probation;
  if (refusal?.code !== 'SIZE_NO_EDGE' || edge === null || isHopeless(edge)) return sizing;
  if (!(request.resolvedCases < cases)) return sizing;
  const { equity, sizeFraction } = request;
  const unitsLosing = (pct: number): number =>
    unitsAtRisk({ share: (sizeFraction * pct) / 100, equity }, edge);
  const wanted = unitsLosing(config.risk_budget_pct);
  return sizingOf(edge, applyBounds(wanted, [['probation', unitsLosing(risk_pct)]], request));
}
