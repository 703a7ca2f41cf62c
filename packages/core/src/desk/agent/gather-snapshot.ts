import type {
  SnapshotInput,
  SnapshotTimeframe,
  TimedValue,
} from '../../decision/agent/snapshot-input.ts';
import type { SignalWeights } from '../../decision/learner/bandit/draw-weights.ts';
import { DAY_MS, HOUR_MS } from '../../kernel/clock.ts';
import { absQty, toFloat } from '../../kernel/decimal.ts';
import { denied, parsed, type Parsed } from '../../kernel/verdict.ts';
import type { DerivativeFigureName } from '../../model/agent/figure.ts';
import type { Position } from '../../model/position.ts';
import { averagePrice } from '../../portfolio/position-book.ts';
import { safetyOf, type DeskState } from '../desk-state.ts';
import type { AgentMemory, AgentSeat } from './agent-memory.ts';
import { CLAUDE, isAgentPosition } from './agent-strategies.ts';
import { tsOf } from './store-agent.ts';
import { timeframeName } from './timeframe-name.ts';

const BPS = 10_000;

/** Frames whose newest bar is fresh enough to be sent; a frame that is not there cannot mislead. */
function framesOf(
  state: DeskState,
  agent: AgentMemory,
  seat: AgentSeat,
): readonly SnapshotTimeframe[] {
  const { bars_max_age } = agent.setup.config.decision.snapshot;
  return [...seat.frames].flatMap(([timeframeMs, frame]) => {
    const { tsClose } = frame;
    if (tsClose === null || state.ts - tsClose > bars_max_age * timeframeMs) return [];
    const timeframe = timeframeName(timeframeMs);
    return [{ timeframe, timeframeMs, bars: frame.bars, tsClose, indicators: frame.values() }];
  });
}

/** The longest frame up to the signal's own that has an ATR: a young desk measures in shorter bars. */
export function signalFrame(
  agent: AgentMemory,
  frames: readonly SnapshotTimeframe[],
): SnapshotTimeframe | undefined {
  const { signal_timeframe_ms } = agent.setup.config;
  return frames.findLast(
    ({ timeframeMs, indicators }) =>
      timeframeMs <= signal_timeframe_ms && (indicators.atr14 ?? 0) > 0,
  );
}

function derivativesOf(
  state: DeskState,
  agent: AgentMemory,
  seat: AgentSeat,
): Partial<Record<DerivativeFigureName, TimedValue>> {
  const { board, setup } = agent;
  const maxAgeMs = setup.config.decision.snapshot.derivatives_max_age_ms;
  const hour = board.read(seat.symbol, state.ts, HOUR_MS);
  const day = board.read(seat.symbol, state.ts, DAY_MS);
  const found: Partial<Record<DerivativeFigureName, TimedValue>> = {};
  const put = (
    name: DerivativeFigureName,
    value: number | undefined,
    tsSource: number | undefined,
  ): void => {
    if (value === undefined || tsSource === undefined) return;
    if (Number.isFinite(value) && state.ts - tsSource <= maxAgeMs)
      found[name] = { value, tsSource };
  };
  const funding = hour.fundingRate.latest;
  put('funding_bps', funding === null ? undefined : funding.value * BPS, funding?.tsEvent);
  put(
    'oi_change_pct',
    day.openInterest.change?.percent ?? undefined,
    day.openInterest.latest?.tsEvent,
  );
  const flow = hour.volumeDelta;
  const traded = flow === null ? 0 : flow.bought + flow.sold;
  if (flow !== null && flow.isWhole && traded > 0)
    put('cvd_ratio', flow.delta / traded, flow.tsEvent);
  put('long_short_ratio', hour.longShortRatio.latest?.value, hour.longShortRatio.latest?.tsEvent);
  return found;
}

function positionOf(state: DeskState, position: Position): SnapshotInput['positions'][number] {
  const entryPrice = toFloat(averagePrice(position.costQuote, position.qty));
  const quote = state.market.stateOf(position.symbol)?.quote;
  const isLong = position.qty > 0n;
  const mark = quote === undefined ? entryPrice : toFloat(isLong ? quote.bid : quote.ask);
  const gain = ((mark - entryPrice) / entryPrice) * (isLong ? BPS : -BPS);
  return {
    symbol: position.symbol,
    side: isLong ? 'long' : 'short',
    units: toFloat(absQty(position.qty)),
    entryPrice,
    stopPrice: toFloat(position.stopPrice),
    targetPrice: position.targetPrice === undefined ? null : toFloat(position.targetPrice),
    gainBps: gain,
    tsOpened: position.tsOpened,
  };
}

/** A state that is read off, not estimated, holds for certain; one that nobody knows, or that is long past, is left out. */
function regimesOf(state: DeskState, agent: AgentMemory): SnapshotInput['regimes'] {
  const maxAgeMs = agent.setup.config.decision.snapshot.regime_max_age_ms;
  return (['crypto', 'macro'] as const).flatMap((name) => {
    const { state: label, probability, tsSource } = agent.regimes[name];
    if (tsSource === null || label === 'unknown' || state.ts - tsSource > maxAgeMs) return [];
    return [{ name, state: label, probability: probability ?? 1, tsSource }];
  });
}

/** Safety figures as the model reads them, from the one place where they stand. */
function safetyFor(state: DeskState): SnapshotInput['safety'] {
  const { maxStop, trailAfter, trailDistance } = safetyOf(state, CLAUDE);
  const bps = (hundredths: bigint): number => Number(hundredths) / 100;
  return {
    maxStopBps: bps(maxStop),
    trailAfterBps: bps(trailAfter),
    trailDistanceBps: bps(trailDistance),
  };
}

/** All that a question about `seat` is made of, or why there can be none. */
export function gatherSnapshot(
  state: DeskState,
  agent: AgentMemory,
  asked: { readonly seat: AgentSeat; readonly weights: SignalWeights },
): Parsed<SnapshotInput> {
  const { seat, weights } = asked;
  const { setup } = agent;
  const { symbol } = seat;
  const { decision, mandate } = setup.config;
  const quote = state.market.stateOf(symbol)?.quote;
  if (quote === undefined) return denied('SNAPSHOT_WITHOUT_QUOTE', { symbol });
  const timeframes = framesOf(state, agent, seat);
  const signal = signalFrame(agent, timeframes);
  if (signal === undefined) return denied('SNAPSHOT_WITHOUT_ATR', { symbol });
  const { tsClose: tsSource, timeframeMs } = signal;
  const { risk } = state.options;
  return parsed({
    symbol,
    symbols: setup.symbols,
    ts: tsOf(state),
    quote: { bid: toFloat(quote.bid), ask: toFloat(quote.ask), ts: tsQuoteOf(state, seat) },
    atr: { value: signal.indicators.atr14 ?? 0, tsSource, timeframeMs },
    timeframes,
    derivatives: derivativesOf(state, agent, seat),
    regimes: regimesOf(state, agent),
    weights,
    positions: state.positions
      .list()
      .filter(isAgentPosition)
      .map((position) => positionOf(state, position)),
    fees: { makerBps: setup.makerFeeBps, takerBps: setup.takerFeeBps },
    limits: {
      max_order_notional: Number(risk.max_order_notional),
      max_symbol_exposure: Number(risk.max_symbol_exposure),
      max_total_exposure: Number(risk.max_total_exposure),
      max_daily_loss: Number(risk.max_daily_loss),
    },
    safety: safetyFor(state),
    mayShort: decision.terms.may_short,
    mandate,
    memory: agent.memory,
    lessons: agent.lessons,
    decisions: seat.past
      .slice(0, decision.snapshot.decisions)
      .map(({ decisionId: _, ...past }) => past),
  });
}

/**
 * Of the quote itself: trades that go on say nothing about a book that stands still. By the desk's own time, for a
 * venue's stamp may lie ahead of ours; a bar that the quote has just closed comes before the quote is shown here.
 */
export function tsQuoteOf(state: DeskState, seat: Pick<AgentSeat, 'symbol' | 'tsQuote'>): number {
  const tsEvent = state.market.stateOf(seat.symbol)?.quote?.tsEvent ?? 0;
  return Math.floor(Math.min(state.ts, Math.max(seat.tsQuote, tsEvent)));
}
