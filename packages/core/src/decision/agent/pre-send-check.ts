import type { PreSendConfig } from '../../contract/agent/config/decision.schema.ts';
import type { EpochMs } from '../../kernel/clock.ts';
import { denied, PASSED, type Refusal, type Verdict } from '../../kernel/verdict.ts';
import type { Horizon } from '../../model/agent/decision.ts';

/** The world as it is just before the order, beside the world the answer was given for. Prices in quote currency. */
export interface PreSendFacts {
  readonly purpose: 'entry' | 'exit';
  readonly horizon: Horizon;
  readonly ts: EpochMs;
  readonly snapshot: {
    readonly ts: EpochMs;
    readonly mid: number;
    readonly atr: number;
    readonly positionVersion: number;
  };
  /** Newest quote; undefined when there is none. */
  readonly quote: { readonly bid: number; readonly ask: number; readonly ts: EpochMs } | undefined;
  /** Counts up with every change of the position in the symbol, its closing included. */
  readonly positionVersion: number;
}

export type StaleCode =
  | 'STALE_SNAPSHOT'
  | 'STALE_POSITION'
  | 'STALE_QUOTE_MISSING'
  | 'STALE_QUOTE'
  | 'STALE_SPREAD'
  | 'STALE_DRIFT_BPS'
  | 'STALE_DRIFT_ATR';

/** Comparisons are written so that NaN fails them: what cannot be measured is stale. */
const isWithin = (value: number, limit: number): boolean => value >= 0 && value <= limit;

/**
 * The last question before an order leaves; a refusal is the outcome VETO_STALE. An exit is not held up by a wide spread or
 * a moved price: those are reasons to leave. Guard, risk and budget have their own checks.
 */
export function preSendCheck(facts: PreSendFacts, config: PreSendConfig): Verdict<StaleCode> {
  const ageMs = facts.ts - facts.snapshot.ts;
  const maxAgeMs = config.max_snapshot_age_ms[facts.horizon];
  if (!isWithin(ageMs, maxAgeMs)) return denied('STALE_SNAPSHOT', { ageMs, maxAgeMs });
  const { positionVersion } = facts;
  const asked = facts.snapshot.positionVersion;
  if (positionVersion !== asked) return denied('STALE_POSITION', { positionVersion, asked });
  const { quote } = facts;
  if (quote === undefined || !(quote.bid > 0 && quote.ask >= quote.bid)) {
    return denied('STALE_QUOTE_MISSING');
  }
  const quoteAgeMs = facts.ts - quote.ts;
  const maxQuoteAgeMs = config.max_quote_age_ms;
  if (!isWithin(quoteAgeMs, maxQuoteAgeMs)) {
    return denied('STALE_QUOTE', { quoteAgeMs, maxQuoteAgeMs });
  }
  return facts.purpose === 'exit' ? PASSED : checkPrice(quote, facts.snapshot, config);
}

function checkPrice(
  quote: { readonly bid: number; readonly ask: number },
  snapshot: PreSendFacts['snapshot'],
  config: PreSendConfig,
): Verdict<StaleCode> {
  const mid = (quote.bid + quote.ask) / 2;
  const spreadBps = ((quote.ask - quote.bid) / mid) * 10_000;
  if (!isWithin(spreadBps, config.max_spread_bps)) {
    return denied('STALE_SPREAD', { spreadBps, limitBps: config.max_spread_bps });
  }
  const drift = Math.abs(mid - snapshot.mid);
  const driftBps = (drift / snapshot.mid) * 10_000;
  if (!isWithin(driftBps, config.max_drift_bps)) {
    return denied('STALE_DRIFT_BPS', { driftBps, limitBps: config.max_drift_bps });
  }
  const driftAtr = drift / snapshot.atr;
  if (!isWithin(driftAtr, config.max_drift_atr)) {
    return denied('STALE_DRIFT_ATR', { driftAtr, limitAtr: config.max_drift_atr });
  }
  return PASSED;
}

/** One fresh question at most for a decision, and only after a veto for staleness; `reasked` counts those already put. */
export const mayReask = (
  veto: Refusal<StaleCode>,
  reasked: number,
  config: PreSendConfig,
): boolean => veto.code !== 'STALE_QUOTE_MISSING' && reasked >= 0 && reasked < config.max_reasks;
