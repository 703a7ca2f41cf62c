import type { DecisionCostDay } from '@quarterdeck/core/contract/agent/decision-list.schema';
import { startOfUtcDay, type EpochMs } from '@quarterdeck/core/kernel/clock';
import {
  absQty,
  addMoney,
  convert,
  formatMoney,
  money,
  moneyToFloat,
  notional,
  price,
  rate,
  signedQty,
  ZERO_MONEY,
  type Money,
} from '@quarterdeck/core/kernel/decimal';
import type { Database } from './database.ts';

type CostRow = [ts: EpochMs, cost: string];
type FillRow = [ts: EpochMs, price: string, qty: string, rate: string];

const COSTS = 'SELECT ts_decision, cost FROM decisions WHERE ts_decision >= ? AND ts_decision < ?';
// The names stand here as they do in the index, or the database would read every fill.
const FILLS = `SELECT ts_event, price, qty, rate FROM fills
  WHERE strategy_id IN ('claude', 'claude_rules') AND ts_event >= ? AND ts_event < ?`;

interface Day {
  decisions: number;
  cost: Money;
  traded: Money;
}

function toDay(tsDay: EpochMs, { decisions, cost, traded }: Day): DecisionCostDay {
  const costBps = traded === 0n ? null : (moneyToFloat(cost) / moneyToFloat(traded)) * 10_000;
  const tradedNotional = formatMoney(traded);
  return { tsDay, decisions, cost: formatMoney(cost), tradedNotional, costBps };
}

/** By UTC day, oldest first; days without a decision and without a fill are left out. */
export function createCostReader({
  sqlite,
}: Database): (fromTs: EpochMs, toTs: EpochMs) => readonly DecisionCostDay[] {
  const costs = sqlite.prepare<[number, number]>(COSTS).raw();
  const fills = sqlite.prepare<[number, number]>(FILLS).raw();
  return (fromTs, toTs) => {
    const days = new Map<EpochMs, Day>();
    const dayOf = (ts: EpochMs): Day => {
      const tsDay = startOfUtcDay(ts);
      const day = days.get(tsDay) ?? { decisions: 0, cost: ZERO_MONEY, traded: ZERO_MONEY };
      days.set(tsDay, day);
      return day;
    };
    for (const [ts, cost] of costs.all(fromTs, toTs) as CostRow[]) {
      const day = dayOf(ts);
      day.decisions += 1;
      day.cost = addMoney(day.cost, money(cost));
    }
    for (const [ts, at, size, inAccount] of fills.all(fromTs, toTs) as FillRow[]) {
      const day = dayOf(ts);
      const quote = notional(price(at), absQty(signedQty(size)));
      day.traded = addMoney(day.traded, convert(quote, rate(inAccount)));
    }
    return [...days]
      .toSorted(([one], [other]) => one - other)
      .map(([tsDay, day]) => toDay(tsDay, day));
  };
}
