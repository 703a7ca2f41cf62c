import { EVENT_HORIZON_MS } from './open-cases.ts';
import type { AgentDecision } from '../../model/agent/decision.ts';
import type { WeighInput } from '../../decision/agent/weigh-decision.ts';
import {
  fitCalibration,
  type Calibration,
} from '../../decision/learner/calibration/fit-calibration.ts';
import { HOUR_MS } from '../../kernel/clock.ts';
import { moneyToFloat, toFloat, type Money } from '../../kernel/decimal.ts';
import type { Quote } from '../../model/tick.ts';
import { instrumentOf, safetyOf, type DeskState } from '../desk-state.ts';
import { equityOf, exposureOf } from '../valuation.ts';
import type { AgentMemory, Evaluation } from './agent-memory.ts';
import { CLAUDE } from './agent-strategies.ts';
import { heldOf } from './agent-position.ts';
import { tsOf } from './store-agent.ts';

const BPS = 10_000;
/** Funding is quoted for so long. */
const FUNDING_MS = 8 * HOUR_MS;

export interface WeighAsked {
  readonly evaluation: Evaluation;
  readonly decision: AgentDecision;
  readonly quote: Quote;
  readonly version: string;
}

/** Fitted once for all that is asked before the next case of this version is resolved. */
function calibrationOf(state: DeskState, agent: AgentMemory, version: string): Calibration {
  const ts = tsOf(state);
  const cases = agent.cases.resolved(version);
  const known = agent.curves.get(version);
  if (known?.cases === cases) return { ...known.calibration, ts };
  const calibration = fitCalibration(
    cases,
    { version, ts },
    agent.setup.config.learner.calibration,
  );
  // What is resolved at this very moment counts from the next one on: such a curve is not kept.
  if (cases.every(({ tsResolves }) => tsResolves < ts))
    agent.curves.set(version, { cases, calibration });
  return calibration;
}

/** Fees of both sides, the spread, and the funding that a long pays until the horizon; quote currency a unit. */
function costPerUnit(
  agent: AgentMemory,
  { evaluation, decision }: Pick<WeighAsked, 'evaluation' | 'decision'>,
  touch: { readonly bid: number; readonly ask: number },
): number {
  const mid = (touch.bid + touch.ask) / 2;
  const fees = (2 * agent.setup.takerFeeBps * mid) / BPS;
  const fundingBps = evaluation.rules.figures[`${evaluation.rules.prefix}.funding_bps`] ?? 0;
  const direction = decision.action === 'SELL' ? -1 : 1;
  const periods = EVENT_HORIZON_MS[decision.horizon] / FUNDING_MS;
  const funding = (Math.max(0, direction * fundingBps) * periods * mid) / BPS;
  return fees + (touch.ask - touch.bid) + funding;
}

/** What may still be added, quote currency; a hair less than the limits, which are checked at the collar's price. */
function roomOf(state: DeskState, evaluation: Evaluation, rate: number) {
  const { symbol } = evaluation;
  const { limits } = state;
  const exposure = exposureOf(state);
  const own = exposure.bySymbol.find((row) => row.symbol === symbol)?.exposure ?? 0n;
  const kept = 1 - limits.priceCollarBps / BPS;
  const inQuote = (amount: bigint): number =>
    rate > 0 ? (Math.max(0, moneyToFloat(amount as Money)) / rate) * kept : 0;
  const order = inQuote(limits.maxOrderNotional);
  return {
    symbolRoom: Math.min(order, inQuote(limits.maxSymbolExposure - own)),
    totalRoom: inQuote(limits.maxTotalExposure - exposure.total),
  };
}

/** The account and the market as they are now, for one decision about one symbol. */
export function weighInputOf(state: DeskState, agent: AgentMemory, asked: WeighAsked): WeighInput {
  const { evaluation, quote, version } = asked;
  const { symbol } = evaluation;
  const { decision: decisionConfig, learner } = agent.setup.config;
  const touch = { bid: toFloat(quote.bid), ask: toFloat(quote.ask) };
  const rate = state.rates.floatRateOf(symbol);
  const instrument = instrumentOf(state, symbol);
  return {
    calibration: calibrationOf(state, agent, version),
    entries: agent.entries.get(version) ?? 0,
    terms: {
      held: heldOf(state, symbol),
      mid: (touch.bid + touch.ask) / 2,
      atr: evaluation.snapshot.atr,
      maxStopBps: Number(safetyOf(state, CLAUDE).maxStop) / 100,
      config: decisionConfig.terms,
    },
    sizing: {
      costPerUnit: costPerUnit(agent, asked, touch),
      equity: rate > 0 ? Math.max(0, moneyToFloat(equityOf(state)) / rate) : 0,
      ...roomOf(state, evaluation, rate),
      minUnits: toFloat(instrument.minQty),
      minNotional: moneyToFloat(instrument.minNotional),
      config: learner.sizing,
    },
  };
}
