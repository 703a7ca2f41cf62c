import type { DecisionRecord } from '../../contract/agent/decision-record.schema.ts';
import type { HorizonResult } from '../../contract/agent/decision-result.schema.ts';
import type { EpochMs } from '../../kernel/clock.ts';
import { money, moneyToFloat } from '../../kernel/decimal.ts';
import type { Horizon } from '../../model/agent/decision.ts';

/** One decision at one horizon in the counterfactual book; quote currency, after fees, slippage and funding. */
export interface CounterfactualRow {
  readonly decisionId: string;
  readonly tsDecision: EpochMs;
  readonly horizon: Horizon;
  readonly model: string;
  /** What was done, net of the tokens. */
  readonly claude: number;
  /** Null where the rules were not run on this snapshot. */
  readonly rules: number | null;
  readonly nothing: number;
  readonly vetoed: number | null;
}

/**
 * Null where no model was asked: such a decision says nothing about one. A question that failed stays in,
 * with what was done instead and what it cost; leaving it out would flatter the model.
 * Tokens are paid in US dollars; `quotePerUsd` says what one is worth in quote currency.
 */
export function toCounterfactualRow(
  record: DecisionRecord,
  result: HorizonResult,
  quotePerUsd: number,
): CounterfactualRow | null {
  if (record.request === null) return null;
  const tokens = moneyToFloat(money(record.cost.total)) * quotePerUsd;
  return {
    decisionId: record.decisionId,
    tsDecision: record.tsDecision,
    horizon: result.horizon,
    model: record.modelReturned ?? record.request.model,
    claude: result.claude.net - tokens,
    rules: result.rules?.net ?? null,
    nothing: result.nothing.net,
    vetoed: result.vetoed?.net ?? null,
  };
}
