import type {
  DecisionCostDay,
  DecisionFilter,
  OutcomeCounts,
  StoredDecision,
} from '@quarterdeck/core/contract/agent/decision-list.schema';
import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import { denied, parsed } from '@quarterdeck/core/kernel/verdict';
import { summariseRows } from '../../../apps/engine/src/agent/counterfactual-book.ts';
import type { FillRow } from '../../../apps/engine/src/api/operator-port.ts';
import type { DecisionsPort } from '../../../apps/engine/src/api/decisions-port.ts';
import { toCounterfactualRow } from '@quarterdeck/core/decision/journal/counterfactual-row';
import { inventRecord, inventResults, toSummary } from './invented-decisions.ts';
import { inventLearning } from './invented-learning.ts';

const KEPT = 130;
const EVERY_MS = 24 * 60_000;
const DAY = 86_400_000;

export interface MockDecisions extends DecisionsPort {
  /** One more, now; its symbol. */
  add(): string;
  fills(): readonly FillRow[];
}

/** A journal of invented decisions; every fifth does not replay the same. */
export function createMockDecisions(now: () => number): MockDecisions {
  const begun = now();
  const records = Array.from({ length: KEPT }, (_, at) =>
    inventRecord(at + 1, begun - (KEPT - at) * EVERY_MS),
  );
  const near = (at: number, by: 1 | -1): string | null => {
    const { symbol } = records[at] ?? {};
    for (let next = at + by; next >= 0 && next < records.length; next += by) {
      if (records[next]?.symbol === symbol) return records[next]?.decisionId ?? null;
    }
    return null;
  };
  const storedAt = (at: number): StoredDecision | undefined => {
    const record = records[at];
    return (
      record && {
        id: at + 1,
        hash: record.snapshot.hash,
        record,
        results: inventResults(record, now()),
        previousId: near(at, -1),
        nextId: near(at, 1),
      }
    );
  };
  const find = (decisionId: string) =>
    storedAt(records.findIndex((record) => record.decisionId === decisionId));
  const matches = ({ outcomes, symbol, actor, fromTs = 0, toTs = Infinity }: DecisionFilter) =>
    records
      .map((record, at) => ({ id: at + 1, record }))
      .filter(
        ({ record }) =>
          (outcomes?.includes(record.outcome) ?? true) &&
          (symbol === undefined || record.symbol === symbol) &&
          (actor === undefined || record.actor === actor) &&
          record.tsDecision >= fromTs &&
          record.tsDecision < toTs,
      );
  return {
    add: () => {
      const record = inventRecord(records.length + 1, now());
      records.push(record);
      return record.symbol;
    },
    fills: () => records.flatMap(fillsOf).reverse(),
    list: ({ filter, limit, beforeId = Infinity }) => {
      const found = matches(filter);
      return {
        rows: found
          .filter(({ id }) => id < beforeId)
          .reverse()
          .slice(0, limit)
          .map(toSummary),
        counts: countOf(found.map(({ record }) => record.outcome)),
      };
    },
    find: (decisionId) => find(decisionId) ?? null,
    replay: (decisionId) => {
      const stored = find(decisionId);
      if (stored === undefined) return denied('DECISION_UNKNOWN', { decisionId });
      if (stored.id % 5 !== 0) return parsed({ isSame: true, difference: null });
      const difference = { path: 'size.clamps.3.after', recorded: '0.0184', replayed: '0.0171' };
      return parsed({ isSame: false, difference });
    },
    costByDay: (_from, toTs) => Array.from({ length: 18 }, (_, at) => dayOf(at, toTs)),
    counterfactual: () => Promise.resolve(summariseAll()),
    learning: () => inventLearning(now()),
  };

  function summariseAll() {
    const rows = records.flatMap((record) =>
      inventResults(record, now()).flatMap((result) =>
        result.kind === 'horizon' ? (toCounterfactualRow(record, result, 1) ?? []) : [],
      ),
    );
    return summariseRows(rows);
  }
}

/** The entry fills at once; its stop rests. */
function fillsOf({ orders, symbol, market, tsOrder }: DecisionRecord): readonly FillRow[] {
  return orders
    .filter(({ leg }) => leg === 'entry')
    .map(({ clientOrderId, side, qty }) => ({
      tradeId: `t-${clientOrderId}`,
      clientOrderId,
      strategyId: 'claude',
      symbol,
      side,
      price: (side === 'buy' ? market.ask : market.bid).toFixed(2),
      qty,
      fee: '0.9025',
      net: '0',
      tsEvent: (tsOrder ?? 0) + 38,
    }));
}

type Outcomes = OutcomeCounts['outcomes'];

function countOf(all: readonly Outcomes[number]['outcome'][]): OutcomeCounts {
  const outcomes: Outcomes = [...new Set(all)]
    .map((outcome) => ({ outcome, count: all.filter((each) => each === outcome).length }))
    .sort((one, other) => other.count - one.count);
  const gateSkips = [
    { layer: 'quiet', count: 381_204 },
    { layer: 'pause', count: 412 },
    { layer: 'budget', count: 31 },
  ];
  return { outcomes, gateSkips };
}

function dayOf(at: number, toTs: number): DecisionCostDay {
  const tsDay = toTs - (toTs % DAY) - (17 - at) * DAY;
  const cost = 4 + 3 * Math.abs(Math.sin(at * 1.1)) + (at === 11 ? 4 : 0);
  const traded = at === 5 ? 0 : 24_000 + 14_000 * Math.abs(Math.sin(at));
  return {
    tsDay,
    decisions: 60 + at,
    cost: cost.toFixed(4),
    tradedNotional: traded.toFixed(2),
    costBps: traded === 0 ? null : (cost / traded) * 10_000,
  };
}
