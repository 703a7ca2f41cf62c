import type { SizeTrail } from '../../contract/agent/decision-record.schema.ts';
import type { TermsConfig } from '../../contract/agent/config/decision.schema.ts';
import type { SizingConfig } from '../../contract/agent/config/learner.schema.ts';
import type { AgentDecision } from '../../model/agent/decision.ts';
import { calibrate, type Calibration } from '../learner/calibration/fit-calibration.ts';
import { sizeStake } from '../learner/sizing/size-stake.ts';
import type { Sizing } from '../learner/sizing/size-position.ts';
import type { SizingRequest } from '../learner/sizing/sizing-request.ts';
import {
  toIntentTerms,
  type AgentEntryTerms,
  type IntentTerms,
  type TermsFacts,
} from './to-intent-terms.ts';

/** Facts of the account and the market; plain JSON, journalled with the decision so that it can be weighed again. */
export interface WeighInput {
  readonly calibration: Calibration;
  /** Entries this version of the forecaster has been given so far: probation ends with them too. */
  readonly entries: number;
  readonly terms: Omit<TermsFacts, 'units' | 'probability'> & { readonly config: TermsConfig };
  readonly sizing: Pick<
    SizingRequest,
    'costPerUnit' | 'equity' | 'symbolRoom' | 'totalRoom' | 'minUnits' | 'minNotional'
  > & { readonly config: SizingConfig };
}

export interface WeighedDecision {
  /** Of the event the decision stated its probability about. */
  readonly calibrated: number;
  /** Null where nothing is opened. */
  readonly size: SizeTrail | null;
  readonly terms: IntentTerms;
}

function trailOf({ units, clamps, refusal }: Sizing): SizeTrail {
  const before = clamps[0]?.before ?? 0;
  const named = clamps.map((clamp) => ({ ...clamp }));
  // A size that never came about has no clamp of its own: its refusal is the last word of the trail.
  const last =
    refusal === null ? [] : [{ name: refusal.code, before: clamps.at(-1)?.after ?? 0, after: 0 }];
  return { unit: 'base', requested: before, clamps: [...named, ...last], final: units };
}

/** A wish that came to nothing says why where its size would stand; a hold wished for nothing. */
function sizeOfNothing({ action }: AgentDecision, code: string): SizeTrail | null {
  if (action !== 'BUY' && action !== 'SELL') return null;
  return { unit: 'base', requested: 0, clamps: [{ name: code, before: 0, after: 0 }], final: 0 };
}

function requestOf(
  decision: AgentDecision,
  draft: AgentEntryTerms,
  input: WeighInput,
): Omit<SizingRequest, 'pCalibrated'> {
  const { config: _, ...room } = input.sizing;
  const { mid, atr } = input.terms;
  return {
    ...room,
    direction: draft.side === 'buy' ? 'long' : 'short',
    event: decision.event,
    sizeFraction: decision.sizeFraction,
    price: mid,
    atr,
    stopDistance: Math.abs(mid - draft.stopPrice),
    targetDistance: draft.targetPrice === undefined ? null : Math.abs(draft.targetPrice - mid),
  };
}

/**
 * From a decision to what the desk is asked for: its probability calibrated, its stop clamped, its size made of both.
 * A function of its arguments alone; live and in a replay of the journal it is the same one.
 */
export function weighDecision(decision: AgentDecision, input: WeighInput): WeighedDecision {
  const { config: termsConfig, ...facts } = input.terms;
  const calibrated = calibrate(input.calibration, decision.pEvent);
  const termsWith = (units: number): IntentTerms =>
    toIntentTerms(decision, { ...facts, units, probability: calibrated }, termsConfig);
  // Where the stop lies does not depend on the size, and the size does on the stop.
  const draft = termsWith(1);
  if (draft.kind === 'exit') return { calibrated, size: null, terms: draft };
  if (draft.kind === 'none')
    return { calibrated, size: sizeOfNothing(decision, draft.code), terms: draft };
  const sizing = sizeStake(
    {
      ...requestOf(decision, draft, input),
      pCalibrated: calibrated,
      resolvedCases: Math.max(input.calibration.n, input.entries),
    },
    input.sizing.config,
  );
  return { calibrated, size: trailOf(sizing), terms: termsWith(sizing.units) };
}
