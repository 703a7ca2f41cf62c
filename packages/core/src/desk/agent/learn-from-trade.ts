import { addLesson, reflectOnTrade } from '../../decision/agent/reflect.ts';
import type { AttributedOutcome } from '../../decision/learner/bandit/attributed-outcome.ts';
import { formatMoney, moneyToFloat, toFloat, type Price } from '../../kernel/decimal.ts';
import { asSymbolId } from '../../kernel/ids.ts';
import type { ClosedTrade } from '../../model/position.ts';
import type { DeskState } from '../desk-state.ts';
import type { AgentMemory, Holding } from './agent-memory.ts';
import { isAgentPosition, TARGET_REACHED } from './agent-strategies.ts';
import { storeAgent, tsOf } from './store-agent.ts';

const BPS = 10_000;

interface Finished {
  readonly trade: ClosedTrade;
  readonly bestPrice: Price;
}

/** The agent's position changed: answers to older questions are about something else, and a review has a reason. */
export function noteAgentFill(
  state: DeskState,
  fill: { readonly strategyId: string; readonly symbol: string },
): void {
  const { agent } = state;
  if (agent === undefined) return;
  const seat = agent.seats.get(asSymbolId(fill.symbol));
  if (seat === undefined) return;
  seat.positionVersion += 1;
  seat.changes += 1;
  const isHolding = state.positions
    .list()
    .some((position) => position.symbol === seat.symbol && isAgentPosition(position));
  seat.gate.setHolding(isHolding);
}

/** A closed trade of the agent, once: attributed to its decision, learned from, reflected on, written down. */
export function learnFromTrade(state: DeskState, finished: Finished): void {
  const { agent } = state;
  const { trade } = finished;
  if (agent === undefined || !isAgentPosition(trade)) return;
  const holding = agent.holdings.get(trade.positionId);
  if (holding === undefined) return;
  agent.holdings.delete(trade.positionId);
  const figures = figuresOf(state, finished, holding);
  const outcome = outcomeOf(trade, holding, figures.netReturn);
  agent.learner.learn(outcome);
  reflect(state, agent, { ...finished, holding, figures });
  recordResult(state, { trade, holding, netReturn: figures.netReturn });
  noteInPast(agent, holding, figures.netReturn * BPS);
  storeAgent(state, agent);
}

interface TradeFigures {
  /** Shares of the entry's notional; net also of the tokens. */
  readonly grossReturn: number;
  readonly netReturn: number;
  /** Basis points of the entry price. */
  readonly bestBps: number;
}

function figuresOf(
  state: DeskState,
  { trade, bestPrice }: Finished,
  holding: Holding,
): TradeFigures {
  const rate = state.rates.floatRateOf(trade.symbol);
  const entry = toFloat(trade.entryPrice);
  const notional = entry * toFloat(trade.qty) * rate;
  const best = trade.side === 'long' ? toFloat(bestPrice) - entry : entry - toFloat(bestPrice);
  const net = moneyToFloat(trade.net) - holding.tokenCost;
  return {
    grossReturn: notional > 0 ? moneyToFloat(trade.realised) / notional : 0,
    netReturn: notional > 0 ? net / notional : 0,
    bestBps: (Math.max(0, best) / entry) * BPS,
  };
}

const outcomeOf = (trade: ClosedTrade, holding: Holding, netReturn: number): AttributedOutcome => ({
  decisionId: holding.decisionId,
  tradeId: trade.positionId,
  tsDecided: holding.tsDecided,
  tsClosed: Math.floor(trade.tsClosed),
  regimeAtDecision: holding.regime,
  signalConfidence: holding.signalConfidence,
  direction: holding.direction,
  netReturn,
  actor: holding.actor,
});

function reflect(
  state: DeskState,
  agent: AgentMemory,
  closed: Finished & { readonly holding: Holding; readonly figures: TradeFigures },
): void {
  const { trade, holding, figures } = closed;
  const config = agent.setup.config.decision.memory;
  const lesson = reflectOnTrade(
    {
      tradeId: trade.positionId,
      decisionId: holding.decisionId,
      symbol: trade.symbol,
      exitReason: trade.exitReason,
      isTargetMet: trade.exitThesis === TARGET_REACHED,
      grossBps: figures.grossReturn * BPS,
      netBps: figures.netReturn * BPS,
      bestBps: figures.bestBps,
      probability: holding.probability,
      heldMs: trade.tsClosed - trade.tsOpened,
      ts: tsOf(state),
    },
    config,
  );
  agent.lessons = addLesson(agent.lessons, lesson, config);
}

/** With it and the decision's own row the learner can be rebuilt from the journal alone. */
function recordResult(
  state: DeskState,
  {
    trade,
    holding,
    netReturn,
  }: {
    readonly trade: ClosedTrade;
    readonly holding: Holding;
    readonly netReturn: number;
  },
): void {
  const { positionId, exitReason } = trade;
  const result = {
    kind: 'trade',
    positionId,
    tsOpened: Math.floor(trade.tsOpened),
    tsClosed: Math.floor(trade.tsClosed),
    realised: formatMoney(trade.realised),
    fees: formatMoney(trade.fees),
    net: formatMoney(trade.net),
    exitReason,
    direction: holding.direction,
    netReturn,
  } as const;
  const { decisionId } = holding;
  state.effects.record({ type: 'RecordDecisionResult', decisionId, result, ts: tsOf(state) });
}

function noteInPast(agent: AgentMemory, { decisionId, symbol }: Holding, netBps: number): void {
  const seat = agent.seats.get(asSymbolId(symbol));
  if (seat === undefined) return;
  seat.changes += 1;
  seat.past = seat.past.map((past) =>
    past.decisionId === decisionId ? { ...past, netBps } : past,
  );
}
