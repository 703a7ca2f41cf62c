import type { EpochMs } from '../../../kernel/clock.ts';
import type { SignalName } from '../../../model/agent/decision.ts';

/** `<crypto>|<macro>`, for example `low_volatility|reflation`. */
export type RegimeKey = `${string}|${string}`;

export const regimeKeyOf = (crypto: string, macro: string): RegimeKey => `${crypto}|${macro}`;

/** Who decided the entry. `vetoed`: a trade that was never sent and is only reckoned. */
export const OUTCOME_ACTORS = ['model', 'fallback', 'operator', 'vetoed'] as const;
export type OutcomeActor = (typeof OUTCOME_ACTORS)[number];

/** A closed trade, joined to the decision that opened it. */
export interface AttributedOutcome {
  readonly decisionId: string;
  /** The round trip's own key: whatever repeats it is the same trade. */
  readonly tradeId: string;
  readonly tsDecided: EpochMs;
  readonly tsClosed: EpochMs;
  /** Fixed when decided: what the market turned into later is not what the signals spoke about. */
  readonly regimeAtDecision: RegimeKey;
  /** 0..1: how strongly each signal spoke for `direction`; 0 when it was silent or against. */
  readonly signalConfidence: Readonly<Record<SignalName, number>>;
  readonly direction: 'long' | 'short';
  /** Share of the entry notional, after fees, funding and the tokens the decision cost. */
  readonly netReturn: number;
  readonly actor: OutcomeActor;
}
