import { Fault } from '../kernel/ensure.ts';
import type { StrategyId, SymbolId } from '../kernel/ids.ts';
import type { Candle } from '../model/candle.ts';
import type { Position } from '../model/position.ts';
import type { Trade } from '../model/tick.ts';
import type { EntryProposal, ExitProposal } from '../strategies/contract.ts';
import { checkEntryProposal, checkExitProposal } from './check-proposal.ts';
import { updatePositionView } from './position-view.ts';
import type { Seat } from './seat.ts';
import type { Wish } from './wish.ts';

export type FindPosition = (strategyId: StrategyId, symbol: SymbolId) => Position | undefined;

/** What the round of calls in progress is about, and what it has brought; one object, reused. */
export interface Round {
  readonly findPosition: FindPosition;
  readonly failures: Map<StrategyId, string>;
  readonly seats: Seat[];
  wishes: Wish[];
}

export function failStrategy(round: Round, strategyId: StrategyId, error: unknown): void {
  // A broken invariant of ours is not the strategy's failure: it must stop the desk.
  if (error instanceof Fault) throw error;
  takeOut(
    round,
    strategyId,
    error instanceof Error ? `${error.name}: ${error.message}` : String(error),
  );
}

/** The strategy is not asked any more; the next call tells why. */
export function takeOut(round: Round, strategyId: StrategyId, message: string): void {
  round.failures.set(strategyId, message);
  for (const seat of round.seats) if (seat.strategyId === strategyId) seat.isOut = true;
  round.wishes.push({ kind: 'failure', strategyId, message });
}

function wishEntry(round: Round, seat: Seat, proposal: EntryProposal): void {
  const { strategyId, symbol, view } = seat;
  if (view.isWarmup || round.findPosition(strategyId, symbol) !== undefined) return;
  if (proposal.legs?.some((leg) => seat.seating.holds(leg.symbol)) === true) return;
  const verdict = checkEntryProposal(proposal, view, seat.seating);
  if (verdict.ok) round.wishes.push({ kind: 'entry', strategyId, symbol, proposal });
  else {
    const { code, numbers } = verdict;
    round.wishes.push({ kind: 'invalid', strategyId, symbol, purpose: 'entry', code, numbers });
  }
}

function wishExit(round: Round, seat: Seat, proposal: ExitProposal): void {
  const { strategyId, symbol } = seat;
  const positionId = seat.position.positionId;
  const verdict = checkExitProposal(proposal);
  if (!verdict.ok) {
    const { code, numbers } = verdict;
    round.wishes.push({ kind: 'invalid', strategyId, symbol, purpose: 'exit', code, numbers });
  } else if (positionId !== undefined) {
    round.wishes.push({ kind: 'exit', strategyId, symbol, positionId, proposal });
  }
}

/** True while the exit brain has a position to be asked about; brings its view up to date. */
function hasAskablePosition(round: Round, seat: Seat): boolean {
  if (seat.view.isWarmup) return false;
  const held = round.findPosition(seat.strategyId, seat.symbol);
  if (held === undefined || held.closingOrderId !== undefined) return false;
  updatePositionView(seat.position, held, seat.view);
  return true;
}

export function askQuoteExit(round: Round, seat: Seat): void {
  if (!hasAskablePosition(round, seat)) return;
  const proposal = seat.exit.onQuote?.(seat.view, seat.position.view);
  if (proposal !== undefined) wishExit(round, seat, proposal);
}

export function askQuoteEntry(round: Round, seat: Seat): void {
  const proposal = seat.entry.onQuote?.(seat.view);
  if (proposal !== undefined) wishEntry(round, seat, proposal);
}

export function askTradeEntry(round: Round, seat: Seat, trade: Trade): void {
  const proposal = seat.entry.onTrade?.(seat.view, trade);
  if (proposal !== undefined) wishEntry(round, seat, proposal);
}

export function askBarExit(round: Round, seat: Seat, bar: Candle): void {
  seat.exit.observeBar?.(seat.view, bar);
  if (seat.exit.onBar === undefined || !hasAskablePosition(round, seat)) return;
  const proposal = seat.exit.onBar(seat.view, seat.position.view, bar);
  if (proposal !== undefined) wishExit(round, seat, proposal);
}

export function askBarEntry(round: Round, seat: Seat, bar: Candle): void {
  const proposal = seat.entry.onBar?.(seat.view, bar);
  if (proposal !== undefined) wishEntry(round, seat, proposal);
}
