import type { TermsConfig } from '../../contract/agent/config/decision.schema.ts';
import { denied, type Refusal } from '../../kernel/verdict.ts';
import type { AgentDecision, ExitLevel } from '../../model/agent/decision.ts';
import type { Side } from '../../model/tick.ts';
import type { Held } from './answer-context.ts';

/** What the desk needs to enter; the names are those of a strategy's proposal. */
export interface AgentEntryTerms {
  readonly kind: 'entry';
  readonly side: Side;
  /** Signed base units. */
  readonly entry_units_intent: number;
  readonly stopPrice: number;
  readonly targetPrice?: number;
  /** Calibrated chance that the entry wins. */
  readonly entry_probability: number;
  readonly thesis: string;
  readonly expiresInMs: number;
  /** Where the stop was moved to what is allowed. */
  readonly clamps: readonly StopClamp[];
}

export interface StopClamp {
  readonly rule: 'stop_defaulted' | 'stop_beyond_safety' | 'stop_too_near';
  /** Distance wanted and given, basis points of the price. */
  readonly fromBps: number;
  readonly toBps: number;
}

export interface AgentExitTerms {
  readonly kind: 'exit';
  /** Share of the position, (0, 1]. */
  readonly fraction: number;
  readonly thesis: string;
}

export type TermsCode =
  | 'TERMS_NOTHING_WANTED'
  | 'TERMS_ALREADY_HELD'
  | 'TERMS_SHORT_NOT_ALLOWED'
  | 'TERMS_SIZE_ZERO'
  | 'TERMS_PRICE_MISSING'
  | 'TERMS_STOP_PASSED'
  | 'TERMS_TARGET_PASSED';

export type IntentTerms =
  AgentEntryTerms | AgentExitTerms | ({ readonly kind: 'none' } & Refusal<TermsCode>);

export interface TermsFacts {
  readonly held: Held;
  /** Calibrated size of an entry, positive base units; not used for an exit. */
  readonly units: number;
  /** Calibrated chance of the action. */
  readonly probability: number;
  /** Now, not when the snapshot was made. Quote currency. */
  readonly mid: number;
  /** Of the snapshot. */
  readonly atr: number;
  /** Furthest stop the safety layer allows. */
  readonly maxStopBps: number;
}

const nothing = (code: TermsCode, numbers: Refusal['numbers'] = {}): IntentTerms => ({
  kind: 'none',
  ...denied(code, numbers),
});

/** What a decision asks of the desk: an entry, an exit, or nothing with the reason. Size comes from calibration alone. */
export function toIntentTerms(
  decision: AgentDecision,
  facts: TermsFacts,
  config: TermsConfig,
): IntentTerms {
  const { action } = decision;
  if (action === 'HOLD' || action === 'ABSTAIN') return nothing('TERMS_NOTHING_WANTED');
  const isBuy = action === 'BUY';
  if (facts.held === (isBuy ? 'short' : 'long')) return exitTerms(decision);
  if (facts.held !== 'none') return nothing('TERMS_ALREADY_HELD');
  if (!isBuy && !config.may_short) return nothing('TERMS_SHORT_NOT_ALLOWED');
  return entryTerms(decision, facts, config);
}

function exitTerms(decision: AgentDecision): IntentTerms {
  const fraction = Math.min(1, decision.sizeFraction);
  if (!(fraction > 0)) return nothing('TERMS_SIZE_ZERO');
  return { kind: 'exit', fraction, thesis: decision.rationale };
}

function entryTerms(decision: AgentDecision, facts: TermsFacts, config: TermsConfig): IntentTerms {
  const { mid, atr, units } = facts;
  if (!(units > 0 && Number.isFinite(units))) return nothing('TERMS_SIZE_ZERO');
  if (!(mid > 0 && atr > 0 && Number.isFinite(mid + atr))) return nothing('TERMS_PRICE_MISSING');
  const direction = decision.action === 'BUY' ? 1 : -1;
  const wanted = distanceOf(decision.stop, { mid, atr, direction: -direction });
  const target = distanceOf(decision.takeProfit, { mid, atr, direction });
  const passed = checkPassed(wanted, target, mid);
  if (passed !== undefined) return passed;
  const stop = clampStop(wanted, facts, config);
  const terms = {
    kind: 'entry',
    side: direction > 0 ? 'buy' : 'sell',
    entry_units_intent: direction * units,
    stopPrice: mid - direction * stop.distance,
    entry_probability: facts.probability,
    thesis: decision.rationale,
    expiresInMs: config.wish_expires_ms,
    clamps: stop.clamps,
  } as const;
  // A target of many ATR may lie below zero on a short: then there is none.
  const targetPrice = mid + direction * (target ?? Number.NaN);
  return targetPrice > 0 ? { ...terms, targetPrice } : terms;
}

/** A level the price went through since the snapshot: the idea is over before it began. */
function checkPassed(
  stop: number | undefined,
  target: number | undefined,
  mid: number,
): IntentTerms | undefined {
  if (stop !== undefined && stop <= 0) return nothing('TERMS_STOP_PASSED', { mid, distance: stop });
  if (target === undefined || target > 0) return undefined;
  return nothing('TERMS_TARGET_PASSED', { mid, distance: target });
}

/** Distance from the mid towards `direction`; zero or less once the price has passed the level. */
function distanceOf(
  level: ExitLevel | null,
  from: { readonly mid: number; readonly atr: number; readonly direction: number },
): number | undefined {
  if (level === null) return undefined;
  return level.kind === 'atr' ? level.value * from.atr : from.direction * (level.value - from.mid);
}

/** Never further than the safety layer's stop, which would cut it anyway, and never inside the spread's noise. */
function clampStop(
  wanted: number | undefined,
  facts: TermsFacts,
  config: TermsConfig,
): { readonly distance: number; readonly clamps: readonly StopClamp[] } {
  const most = facts.maxStopBps;
  const least = Math.min(config.min_stop_bps, most);
  const fromBps = wanted === undefined ? most : (wanted / facts.mid) * 10_000;
  const toBps = Math.min(most, Math.max(least, fromBps));
  const distance = (toBps / 10_000) * facts.mid;
  if (wanted === undefined) {
    return { distance, clamps: [{ rule: 'stop_defaulted', fromBps, toBps }] };
  }
  if (toBps === fromBps) return { distance: wanted, clamps: [] };
  const rule = toBps < fromBps ? 'stop_beyond_safety' : 'stop_too_near';
  return { distance, clamps: [{ rule, fromBps, toBps }] };
}
