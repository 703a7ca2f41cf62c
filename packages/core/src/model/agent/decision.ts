import type { SymbolId } from '../../kernel/ids.ts';
import type { WakeCondition } from './wake-condition.ts';

export const AGENT_ACTIONS = ['BUY', 'SELL', 'HOLD', 'ABSTAIN'] as const;
export type AgentAction = (typeof AGENT_ACTIONS)[number];

/** Every evaluation ends in exactly one of these; a failure is never a hold. */
export const AGENT_OUTCOMES = [
  'GATE_SKIP',
  'MODEL_BUY',
  'MODEL_SELL',
  'MODEL_HOLD',
  'MODEL_ABSTAIN',
  'FAIL_PARSE',
  'FAIL_RANGE',
  'FAIL_TRUNCATED',
  'FAIL_REFUSED',
  'FAIL_DEADLINE',
  'FAIL_OVERLOAD',
  'FAIL_ACCOUNT',
  'FAIL_BUG',
  'FAIL_BUDGET',
  'FALLBACK_BUY',
  'FALLBACK_SELL',
  'FALLBACK_HOLD',
  'VETO_RISK',
  'VETO_STALE',
  'VETO_HALT',
] as const;
export type AgentOutcome = (typeof AGENT_OUTCOMES)[number];

/** The signals of the rule pipeline, and the arms of the learner. */
export const SIGNAL_NAMES = ['trend', 'momentum', 'reversion', 'volume', 'derivatives'] as const;
export type SignalName = (typeof SIGNAL_NAMES)[number];

/** What a stated probability is about: which one-ATR move from the snapshot's price comes first. */
export const DECISION_EVENTS = ['up_1atr_before_down_1atr', 'down_1atr_before_up_1atr'] as const;
export type DecisionEvent = (typeof DECISION_EVENTS)[number];

export const HORIZONS = ['1h', '4h', '1d'] as const;
export type Horizon = (typeof HORIZONS)[number];

export const MEMORY_KINDS = ['regime_note', 'lesson', 'level'] as const;
export type MemoryKind = (typeof MEMORY_KINDS)[number];

/** `atr`: a distance in multiples of the snapshot's ATR; `level`: a price. */
export interface ExitLevel {
  kind: 'atr' | 'level';
  value: number;
}

export interface EvidenceItem {
  /** Id of a figure of the snapshot. */
  field: string;
  stance: 'supports' | 'opposes';
}

export interface MemoryOp {
  op: 'add' | 'expire';
  kind: MemoryKind;
  ref: string;
  value: string;
}

/** What the model or the rule pipeline wants; leverage, quantity, order price and ids are not theirs to name. */
export interface AgentDecision {
  action: AgentAction;
  symbol: SymbolId;
  /** 0..1 of the risk budget. */
  sizeFraction: number;
  pEvent: number;
  event: DecisionEvent;
  horizon: Horizon;
  stop: ExitLevel | null;
  takeProfit: ExitLevel | null;
  evidence: readonly EvidenceItem[];
  /** 0..1 each. */
  signalConfidence: Readonly<Record<SignalName, number>>;
  rationale: string;
  invalidation: WakeCondition | null;
  wake: readonly WakeCondition[];
  nextCheckS: number;
  memory: readonly MemoryOp[];
}
