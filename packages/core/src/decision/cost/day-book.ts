import { startOfUtcDay, type EpochMs } from '../../kernel/clock.ts';
import {
  addMoney,
  asMoney,
  formatMoney,
  money,
  subtractMoney,
  ZERO_MONEY,
  type Money,
} from '../../kernel/decimal.ts';
import type { AttemptsCost } from './cost-of.ts';
import type { WorstCase } from './worst-case.ts';

interface StoredReservation {
  readonly questionId: string;
  readonly model: string;
  /** Money as decimal text. */
  readonly total: string;
  readonly perAttempt: string;
  readonly tsExpires: EpochMs;
}

/** Plain JSON: what survives a restart. */
export interface BudgetState {
  readonly dayStart: EpochMs;
  readonly spent: string;
  readonly step: number;
  readonly reservations: readonly StoredReservation[];
}

interface Held extends WorstCase {
  readonly model: string;
  readonly tsExpires: EpochMs;
}

export interface Settlement {
  readonly booked: Money;
  /** Above zero: the call cost more than its worst case, which is a fault of the bound. */
  readonly overrun: Money;
}

/** The running sums of one UTC day, in US dollars. */
export interface DayBook {
  dayStart: EpochMs;
  spent: Money;
  /** Stage of the ladder the day stands on. */
  step: number;
  readonly held: Map<string, Held>;
}

export function restoreDayBook(state: BudgetState | undefined): DayBook {
  const held = new Map<string, Held>();
  for (const stored of state?.reservations ?? []) {
    held.set(stored.questionId, {
      model: stored.model,
      total: money(stored.total),
      perAttempt: money(stored.perAttempt),
      tsExpires: stored.tsExpires,
    });
  }
  return {
    dayStart: state?.dayStart ?? 0,
    spent: money(state?.spent ?? '0'),
    step: state?.step ?? 0,
    held,
  };
}

export function storeDayBook(book: DayBook): BudgetState {
  return {
    dayStart: book.dayStart,
    spent: formatMoney(book.spent),
    step: book.step,
    reservations: [...book.held].map(([questionId, each]) => ({
      questionId,
      model: each.model,
      total: formatMoney(each.total),
      perAttempt: formatMoney(each.perAttempt),
      tsExpires: each.tsExpires,
    })),
  };
}

export function reservedIn(book: DayBook): Money {
  let sum = ZERO_MONEY;
  for (const each of book.held.values()) sum = addMoney(sum, each.total);
  return sum;
}

/** A clock that stepped back does not bring a day back. */
function rollDay(book: DayBook, ts: EpochMs): void {
  const today = startOfUtcDay(ts);
  if (today <= book.dayStart) return;
  book.dayStart = today;
  book.spent = ZERO_MONEY;
  book.step = 0;
}

/**
 * Rolls to the day of `ts` and books every call whose lease has run out at its worst case, on the day the
 * lease ended. What is set aside stays so over midnight: it is booked on the day its answer comes.
 */
export function moveDayBook(book: DayBook, ts: EpochMs): void {
  const expired = [...book.held].filter(([, each]) => each.tsExpires <= ts);
  expired.sort(([, left], [, right]) => left.tsExpires - right.tsExpires);
  for (const [questionId, each] of expired) {
    rollDay(book, each.tsExpires);
    book.held.delete(questionId);
    book.spent = addMoney(book.spent, each.total);
  }
  rollDay(book, ts);
}

/**
 * Books an answered question; undefined when it is not held. An attempt without a bill counts as the dearest
 * one, but all of them together never more than was set aside.
 */
export function bookAnswer(
  book: DayBook,
  questionId: string,
  cost: Pick<AttemptsCost, 'certain' | 'unbilled'>,
): Settlement | undefined {
  const found = book.held.get(questionId);
  if (found === undefined) return undefined;
  book.held.delete(questionId);
  const { certain, unbilled } = cost;
  const presumed = asMoney(certain + found.perAttempt * BigInt(unbilled));
  const isOver = certain > found.total;
  const capped = presumed > found.total ? found.total : presumed;
  const booked = isOver ? certain : capped;
  book.spent = addMoney(book.spent, booked);
  return { booked, overrun: isOver ? subtractMoney(certain, found.total) : ZERO_MONEY };
}
