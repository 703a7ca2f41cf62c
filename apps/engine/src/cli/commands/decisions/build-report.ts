import type {
  DecisionCostDay,
  OutcomeCounts,
} from '@quarterdeck/core/contract/agent/decision-list.schema';
import {
  toCounterfactualRow,
  type CounterfactualRow,
} from '@quarterdeck/core/decision/journal/counterfactual-row';
import {
  summariseCounterfactual,
  type CounterfactualSummary,
} from '@quarterdeck/core/decision/journal/summarise-counterfactual';
import {
  addMoney,
  formatMoney,
  money,
  moneyToFloat,
  ZERO_MONEY,
} from '@quarterdeck/core/kernel/decimal';
import type { Parsed } from '@quarterdeck/core/kernel/verdict';
import type { DecisionReader } from '@quarterdeck/db/decision-reader';
import type { WindowFlags } from './with-reader.ts';

export const PURPOSES = ['evidence', 'smoke'] as const;
export type Purpose = (typeof PURPOSES)[number];

export interface ReportOrder extends WindowFlags {
  readonly purpose: Purpose;
  /** What a US dollar is worth in quote currency: tokens are paid in dollars. */
  readonly quotePerUsd: number;
}

/** How evaluations ended, from the wide end to the narrow one. */
export interface Funnel extends OutcomeCounts {
  readonly evaluations: number;
  readonly skipped: number;
  readonly recorded: number;
}

export interface CostSummary {
  readonly days: readonly DecisionCostDay[];
  /** US dollars. */
  readonly total: string;
  readonly tradedNotional: string;
  /** Of the traded notional; null where nothing was traded. */
  readonly totalBps: number | null;
}

export interface DecisionReport {
  readonly funnel: Funnel;
  readonly cost: CostSummary;
  /** Decisions a model was asked for, and of those how many have the result of a horizon by now. */
  readonly asked: number;
  readonly resolved: number;
  readonly book: Parsed<CounterfactualSummary>;
}

const PAGE = 500;
/** Fixed, so that the same journal gives the same interval twice. */
const BOOTSTRAP = { seed: 20_261_121, resamples: 2_000, level: 0.95 };
const FOREVER = Number.MAX_SAFE_INTEGER;

const filterOf = ({ from, to }: WindowFlags) => ({
  ...(from !== undefined && { fromTs: from }),
  ...(to !== undefined && { toTs: to }),
});

function buildFunnel(reader: DecisionReader, order: ReportOrder): Funnel {
  const counts = reader.countOutcomes(filterOf(order));
  const sum = (rows: readonly { readonly count: number }[]): number =>
    rows.reduce((total, { count }) => total + count, 0);
  const [skipped, recorded] = [sum(counts.gateSkips), sum(counts.outcomes)];
  return { evaluations: skipped + recorded, skipped, recorded, ...counts };
}

function buildCost(reader: DecisionReader, { from = 0, to = FOREVER }: ReportOrder): CostSummary {
  const days = reader.costByDay(from, to);
  const total = days.reduce((sum, { cost }) => addMoney(sum, money(cost)), ZERO_MONEY);
  const traded = days.reduce((sum, day) => addMoney(sum, money(day.tradedNotional)), ZERO_MONEY);
  return {
    days,
    total: formatMoney(total),
    tradedNotional: formatMoney(traded),
    totalBps: traded === 0n ? null : (moneyToFloat(total) / moneyToFloat(traded)) * 10_000,
  };
}

interface Rows {
  readonly rows: readonly CounterfactualRow[];
  readonly asked: number;
  readonly resolved: number;
}

function readRows(reader: DecisionReader, order: ReportOrder): Rows {
  const rows: CounterfactualRow[] = [];
  const filter = filterOf(order);
  let asked = 0;
  let resolved = 0;
  for (let after = 0; ;) {
    const page = reader.read(after, PAGE, filter);
    for (const { record, results } of page) {
      const own = results.flatMap((result) =>
        result.kind === 'horizon' ? [toCounterfactualRow(record, result, order.quotePerUsd)] : [],
      );
      const marked = own.filter((row) => row !== null);
      if (record.request !== null) asked += 1;
      if (marked.length > 0) resolved += 1;
      rows.push(...marked);
    }
    if (page.length < PAGE) return { rows, asked, resolved };
    after = page.at(-1)?.id ?? 0;
  }
}

/** Why nothing happened, what it cost, and what it was worth against the rules and against nothing. */
export function buildReport(reader: DecisionReader, order: ReportOrder): DecisionReport {
  const { rows, asked, resolved } = readRows(reader, order);
  const purpose = order.purpose === 'smoke' ? 'smoke test' : 'evidence';
  return {
    funnel: buildFunnel(reader, order),
    cost: buildCost(reader, order),
    asked,
    resolved,
    book: summariseCounterfactual(rows, { ...BOOTSTRAP, purpose }),
  };
}
