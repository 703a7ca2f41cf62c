import type { ModelConfig } from '../../contract/agent/config/model.schema.ts';
import type { EpochMs } from '../../kernel/clock.ts';
import { formatMoney, money, subtractMoney, type Money } from '../../kernel/decimal.ts';
import { denied, parsed, type Parsed, type Refusal } from '../../kernel/verdict.ts';
import { buildBudgetSteps, stepAt, type BudgetMode, type BudgetStep } from './budget-step.ts';
import type { AttemptsCost } from './cost-of.ts';
import {
  bookAnswer,
  moveDayBook,
  reservedIn,
  restoreDayBook,
  storeDayBook,
  type BudgetState,
  type DayBook,
  type Settlement,
} from './day-book.ts';
import type { PriceVersion } from './price-table.ts';
import { worstAttempts, worstCaseCost, type PromptBound, type WorstCase } from './worst-case.ts';

export interface BudgetView {
  readonly dayStart: EpochMs;
  readonly dayLimit: Money;
  readonly spent: Money;
  readonly reserved: Money;
  readonly mode: BudgetMode;
  /** Best model the step allows; null: rules only. */
  readonly model: string | null;
  readonly step: number;
  readonly steps: readonly BudgetStep[];
}

/** A question that may be asked: with which model, and how the gate is to behave from here on. */
export interface Reservation {
  readonly questionId: string;
  readonly model: string;
  readonly mode: BudgetMode;
  readonly reserved: Money;
}

export interface BudgetQuestion {
  readonly questionId: string;
  readonly prompt: PromptBound;
  readonly ts: EpochMs;
}

export interface Budget {
  view(ts: EpochMs): BudgetView;
  /**
   * Sets the worst case aside with the best model that the step and both limits allow. Refuses with
   * BUDGET_RULES_ONLY, BUDGET_DAY_EXCEEDED, BUDGET_DECISION_EXCEEDED, BUDGET_DUPLICATE_QUESTION, or as `costOf` does.
   */
  reserve(question: BudgetQuestion): Parsed<Reservation>;
  /** Books what came back. Refuses BUDGET_UNKNOWN_QUESTION: never reserved, settled before, or booked by its lease. */
  settle(
    questionId: string,
    cost: Pick<AttemptsCost, 'certain' | 'unbilled'>,
    ts: EpochMs,
  ): Parsed<Settlement>;
  /** The question never left: nothing is booked. */
  release(questionId: string, ts: EpochMs): boolean;
  state(): BudgetState;
}

type BudgetModelConfig = Pick<
  ModelConfig,
  'primary' | 'cheaper' | 'budget' | 'max_tokens' | 'max_tokens_retry' | 'max_attempts'
>;

/** Configuration text made exact, once. */
interface Limits {
  readonly day: Money;
  readonly decision: Money;
  readonly steps: readonly BudgetStep[];
  readonly attemptMaxTokens: readonly number[];
  readonly hysteresisPct: number;
  readonly leaseMs: number;
  readonly table: readonly PriceVersion[] | undefined;
}

function buildLimits(config: BudgetModelConfig, table: Limits['table']): Limits {
  return {
    day: money(config.budget.day_usd),
    decision: money(config.budget.decision_usd),
    steps: buildBudgetSteps([config.primary, ...config.cheaper], config.budget),
    attemptMaxTokens: worstAttempts(config),
    hysteresisPct: config.budget.hysteresis_pct,
    leaseMs: config.budget.reservation_lease_ms,
    table,
  };
}

const percentOf = (part: Money, whole: Money): number =>
  Number((part * 1_000_000n) / whole) / 10_000;

function move(book: DayBook, limits: Limits, ts: EpochMs): void {
  moveDayBook(book, ts);
  standOnStep(book, limits);
}

function standOnStep(book: DayBook, limits: Limits): void {
  book.step = stepAt(limits.steps, {
    usedPct: percentOf(book.spent, limits.day),
    previous: Math.min(book.step, limits.steps.length - 1),
    hysteresisPct: limits.hysteresisPct,
  });
}

/** The worst case of asking `model`, when the decision's limit and what is left of the day hold it. */
function fitWorstCase(
  { book, limits }: { readonly book: DayBook; readonly limits: Limits },
  model: string,
  question: BudgetQuestion,
): Parsed<WorstCase> {
  const { attemptMaxTokens, table } = limits;
  const { ts, prompt } = question;
  const asked = { model, ts, prompt, attemptMaxTokens };
  const worst = worstCaseCost(table === undefined ? asked : { ...asked, table });
  if (!worst.ok) return worst;
  const { total } = worst.value;
  const figures = { model, worst: formatMoney(total) };
  if (total > limits.decision) {
    return denied('BUDGET_DECISION_EXCEEDED', { ...figures, limit: formatMoney(limits.decision) });
  }
  const left = subtractMoney(subtractMoney(limits.day, book.spent), reservedIn(book));
  if (total <= left) return worst;
  return denied('BUDGET_DAY_EXCEEDED', { ...figures, left: formatMoney(left) });
}

function reserveIn(book: DayBook, limits: Limits, question: BudgetQuestion): Parsed<Reservation> {
  const { questionId, ts } = question;
  if (book.held.has(questionId)) return denied('BUDGET_DUPLICATE_QUESTION', { questionId });
  let refusal: Refusal = denied('BUDGET_RULES_ONLY', {
    spent: formatMoney(book.spent),
    limit: formatMoney(limits.day),
  });
  for (const { mode, model } of limits.steps.slice(book.step)) {
    if (model === null) break;
    const worst = fitWorstCase({ book, limits }, model, question);
    if (worst.ok) {
      book.held.set(questionId, { ...worst.value, model, tsExpires: ts + limits.leaseMs });
      return parsed({ questionId, model, mode, reserved: worst.value.total });
    }
    refusal = worst;
  }
  return refusal;
}

function viewOf(book: DayBook, { steps, day }: Limits): BudgetView {
  const { mode, model } = steps[book.step] ?? { mode: 'rules_only' as const, model: null };
  const { dayStart, spent, step } = book;
  return { dayStart, dayLimit: day, spent, reserved: reservedIn(book), mode, model, step, steps };
}

/** Day and decision limit of what may be asked. Spent plus reserved never passes the day's limit. */
export function createBudget(
  config: BudgetModelConfig,
  state?: BudgetState,
  table?: readonly PriceVersion[],
): Budget {
  const limits = buildLimits(config, table);
  const book = restoreDayBook(state);
  return {
    reserve(question) {
      move(book, limits, question.ts);
      return reserveIn(book, limits, question);
    },
    settle(questionId, cost, ts) {
      move(book, limits, ts);
      const settled = bookAnswer(book, questionId, cost);
      if (settled === undefined) return denied('BUDGET_UNKNOWN_QUESTION', { questionId });
      standOnStep(book, limits);
      return parsed(settled);
    },
    release(questionId, ts) {
      move(book, limits, ts);
      return book.held.delete(questionId);
    },
    view(ts) {
      move(book, limits, ts);
      return viewOf(book, limits);
    },
    state: () => storeDayBook(book),
  };
}
