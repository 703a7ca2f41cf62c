import { startOfUtcDay } from '../kernel/clock.ts';
import { decideInFlightStep } from '../execution/in-flight-monitor.ts';
import { showClock } from './agent/feed-agent.ts';
import type { DeskState } from './desk-state.ts';
import { guardPositions, handleBars } from './handle-market.ts';
import { askAboutOrder, askVenue, handleOutcomeUnknown, recallEntries } from './handle-report.ts';
import { raiseAlert, recordPosition, recordRiskMemory, setLock } from './records.ts';
import { drawdownPctOf, equityOf, findUnpriced } from './valuation.ts';

/** Our book is compared with the venue's once in each whole interval even when nothing seems wrong. */
const RECONCILE_EVERY_MS = 15_000;
/** While waiting for the first answer of the venue. */
const RECONCILE_RETRY_MS = 2_000;
/** A market silent for longer than this has its stops looked at by the clock. */
const SAFETY_EVERY_MS = 30_000;
const RISK_RECORD_EVERY_MS = 5_000;

/** What depends on time alone. */
export function handleClock(state: DeskState): void {
  handleBars(state, state.market.advance(state.ts));
  watchOrdersInFlight(state);
  if (isComparisonDue(state)) askVenue(state);
  guardInSilence(state);
  watchEquity(state);
  if (state.agent !== undefined) showClock(state);
  for (const positionId of [...state.dirtyPositions]) {
    const position = state.positions.findById(positionId);
    if (position === undefined) state.dirtyPositions.delete(positionId);
    else recordPosition(state, position);
  }
}

/** Stops are watched on every tick; where none comes, still at the newest price, so that a refused exit is tried again. */
function guardInSilence(state: DeskState): void {
  if (state.positions.count === 0) return;
  for (const symbol of new Set(state.positions.list().map((position) => position.symbol))) {
    const market = state.market.stateOf(symbol);
    const silentMs = state.ts - (market?.tsLast ?? state.ts);
    if (market?.quote === undefined || silentMs < SAFETY_EVERY_MS) continue;
    if (state.market.feedState(symbol, state.ts) === 'closed') continue;
    guardPositions(state, market.quote);
  }
}

/** By whole intervals of the clock: when the next one is due does not depend on when the last one was. */
function isComparisonDue(state: DeskState): boolean {
  const isOpenQuestion = state.phase === 'reconciling' || state.suspects.size > 0;
  if (isOpenQuestion) return state.ts - state.tsVenueQueried >= RECONCILE_RETRY_MS;
  const intervalOf = (ts: number): number => Math.floor(ts / RECONCILE_EVERY_MS);
  return intervalOf(state.ts) !== intervalOf(state.tsVenueQueried);
}

function watchOrdersInFlight(state: DeskState): void {
  for (const order of [...state.orders.working()]) {
    const step = decideInFlightStep(order, state.ts, state.tsQueried.get(order.clientOrderId));
    if (step === 'mark-unknown') handleOutcomeUnknown(state, order.clientOrderId);
    else if (step === 'query') askAboutOrder(state, order);
  }
}

/** Day roll, peak and the drawdown breaker; called every second and after every fill. */
export function watchEquity(state: DeskState): void {
  // Equity without a price for everything open would forgive a loss or invent one.
  if (state.phase !== 'running' || findUnpriced(state) !== undefined) return;
  const equity = equityOf(state);
  state.isEquityWatched = true;
  const day = startOfUtcDay(state.ts);
  // Forward alone: a clock set back over midnight between two starts must not forgive the day's loss.
  if (day > state.tsDay) {
    state.tsDay = day;
    state.dayStartEquity = equity;
    recordRiskMemory(state);
  }
  if (equity > state.peakEquity) {
    state.peakEquity = equity;
    state.isRiskDirty = true;
  }
  const drawdownPct = drawdownPctOf(state, equity);
  const isOverLimit = drawdownPct >= state.limits.maxDrawdownPct;
  if (isOverLimit && state.breakerTrippedTs === undefined) tripBreaker(state, drawdownPct);
  if (state.isRiskDirty && state.ts - state.tsRiskRecorded >= RISK_RECORD_EVERY_MS) {
    recordRiskMemory(state);
  }
}

function tripBreaker(state: DeskState, drawdownPct: number): void {
  state.breakerTrippedTs = state.ts;
  const reason = `drawdown ${drawdownPct.toFixed(3)} % reached the limit of ${String(state.limits.maxDrawdownPct)} %`;
  if (state.lock.level === 'none') setLock(state, { level: 'lock', reason, by: 'desk' });
  recallEntries(state);
  recordRiskMemory(state);
  raiseAlert(state, { level: 'critical', code: 'DRAWDOWN_BREAKER_TRIPPED', text: reason });
}
