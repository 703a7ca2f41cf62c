import {
  and,
  asc,
  desc,
  eq,
  gt,
  gte,
  inArray,
  lt,
  lte,
  notExists,
  sql,
  type SQL,
} from 'drizzle-orm';
import type {
  DecisionCostDay,
  DecisionFilter,
  DecisionSummary,
  OutcomeCounts,
  StoredDecision,
} from '@quarterdeck/core/contract/agent/decision-list.schema';
import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import {
  decisionResultSchema,
  type DecisionResult,
} from '@quarterdeck/core/contract/agent/decision-result.schema';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { Horizon } from '@quarterdeck/core/model/agent/decision';
import type { Database } from './database.ts';
import { createCostReader } from './decision-cost.ts';
import { rowToRecord, rowToSummary, type DecisionRow } from './decision-rows.ts';
import { createDecisionTexts, type DecisionTexts } from './decision-texts.ts';
import { decisionOutcomes, decisions, gateCounts } from './schema/decisions.ts';

export interface DecisionPage {
  readonly filter?: DecisionFilter;
  readonly limit: number;
  /** Number the page before ended with. */
  readonly beforeId?: number;
}

export interface DueHorizon {
  readonly horizon: Horizon;
  /** Latest moment of a decision whose horizon has come. */
  readonly decidedBy: EpochMs;
  /** Older ones are left as they are: nobody has their prices any more. */
  readonly decidedSince?: EpochMs;
  readonly limit: number;
}

/** Reads the decision journal; needs no right to write. */
export interface DecisionQueries {
  /** Newest first. */
  list(page: DecisionPage): readonly DecisionSummary[];
  /** Of the decisions the filter names; gate skips by its symbol and times, to the minute. */
  countOutcomes(filter?: DecisionFilter): OutcomeCounts;
  find(decisionId: string): StoredDecision | undefined;
  /** The decision of the same symbol just before: what "what changed" compares with. */
  findPrevious(decisionId: string): DecisionRecord | undefined;
  /** Whole, oldest first, a page at a time. */
  read(afterId: number, limit: number, filter?: DecisionFilter): readonly StoredDecision[];
  /** Records alone, oldest first, by the number of their row: for a replay of many. */
  readRecords(afterId: number, limit: number): ReadonlyMap<number, DecisionRecord>;
  /** Oldest first, without a result of this horizon. */
  listDue(due: DueHorizon): readonly DecisionRecord[];
  costByDay(fromTs: EpochMs, toTs: EpochMs): readonly DecisionCostDay[];
}

function conditionsOf(filter: DecisionFilter): (SQL | undefined)[] {
  const { outcomes, symbol, actor, fromTs, toTs } = filter;
  return [
    outcomes && inArray(decisions.outcome, outcomes),
    symbol === undefined ? undefined : eq(decisions.symbol, symbol),
    actor && eq(decisions.actor, actor),
    fromTs === undefined ? undefined : gte(decisions.tsDecision, fromTs),
    toTs === undefined ? undefined : lt(decisions.tsDecision, toTs),
  ];
}

function createCounter({ orm }: Database): DecisionQueries['countOutcomes'] {
  const count = sql<number>`count(*)`;
  const skips = sql<number>`sum(${gateCounts.count})`;
  return (filter = {}) => {
    const { symbol, fromTs, toTs } = filter;
    const outcomes = orm
      .select({ outcome: decisions.outcome, count })
      .from(decisions)
      .where(and(...conditionsOf(filter)))
      .groupBy(decisions.outcome)
      .orderBy(desc(count), decisions.outcome)
      .all();
    const inTime = [
      symbol === undefined ? undefined : eq(gateCounts.symbol, symbol),
      fromTs === undefined ? undefined : gte(gateCounts.tsMinute, fromTs),
      toTs === undefined ? undefined : lt(gateCounts.tsMinute, toTs),
    ];
    const gateSkips = orm
      .select({ layer: gateCounts.layer, count: skips })
      .from(gateCounts)
      .where(and(...inTime))
      .groupBy(gateCounts.layer)
      .orderBy(desc(skips), gateCounts.layer)
      .all();
    return { outcomes, gateSkips };
  };
}

interface Neighbours {
  before(row: DecisionRow): DecisionRow | undefined;
  after(row: DecisionRow): DecisionRow | undefined;
  resultsOf(row: DecisionRow): DecisionResult[];
}

function createNeighbours({ orm }: Database): Neighbours {
  const select = () => orm.select().from(decisions);
  const { id, symbol } = decisions;
  return {
    before: (row) =>
      select()
        .where(and(eq(symbol, row.symbol), lt(id, row.id)))
        .orderBy(desc(id))
        .limit(1)
        .get(),
    after: (row) =>
      select()
        .where(and(eq(symbol, row.symbol), gt(id, row.id)))
        .orderBy(asc(id))
        .limit(1)
        .get(),
    resultsOf: (row) =>
      orm
        .select({ result: decisionOutcomes.result })
        .from(decisionOutcomes)
        .where(eq(decisionOutcomes.decisionId, row.decisionId))
        .orderBy(decisionOutcomes.id)
        .all()
        .map(({ result }) => decisionResultSchema.parse(JSON.parse(result))),
  };
}

function createStoredReader(
  database: Database,
  texts: DecisionTexts,
): (row: DecisionRow) => StoredDecision {
  const near = createNeighbours(database);
  return (row) => ({
    id: row.id,
    hash: row.hash,
    record: rowToRecord(row, texts),
    results: near.resultsOf(row),
    previousId: near.before(row)?.decisionId ?? null,
    nextId: near.after(row)?.decisionId ?? null,
  });
}

function createDueReader({ orm }: Database, texts: DecisionTexts): DecisionQueries['listDue'] {
  return ({ horizon, decidedBy, decidedSince = 0, limit }) => {
    const resolved = orm
      .select({ one: sql`1` })
      .from(decisionOutcomes)
      .where(
        and(
          eq(decisionOutcomes.decisionId, decisions.decisionId),
          eq(decisionOutcomes.kind, horizon),
        ),
      );
    return orm
      .select()
      .from(decisions)
      .where(
        and(
          gte(decisions.tsDecision, decidedSince),
          lte(decisions.tsDecision, decidedBy),
          notExists(resolved),
        ),
      )
      .orderBy(decisions.id)
      .limit(limit)
      .all()
      .map((row) => rowToRecord(row, texts));
  };
}

export function createDecisionQueries(database: Database): DecisionQueries {
  const { orm } = database;
  const texts = createDecisionTexts(database);
  const toStored = createStoredReader(database, texts);
  const near = createNeighbours(database);
  const findRow = (decisionId: string): DecisionRow | undefined =>
    orm.select().from(decisions).where(eq(decisions.decisionId, decisionId)).get();
  return {
    list: ({ filter = {}, limit, beforeId }) => {
      const older = beforeId === undefined ? undefined : lt(decisions.id, beforeId);
      const query = orm
        .select()
        .from(decisions)
        .where(and(...conditionsOf(filter), older));
      return query.orderBy(desc(decisions.id)).limit(limit).all().map(rowToSummary);
    },
    countOutcomes: createCounter(database),
    find: (decisionId) => {
      const row = findRow(decisionId);
      return row && toStored(row);
    },
    findPrevious: (decisionId) => {
      const row = findRow(decisionId);
      const before = row && near.before(row);
      return before && rowToRecord(before, texts);
    },
    read: (afterId, limit, filter = {}) =>
      orm
        .select()
        .from(decisions)
        .where(and(gt(decisions.id, afterId), ...conditionsOf(filter)))
        .orderBy(asc(decisions.id))
        .limit(limit)
        .all()
        .map(toStored),
    readRecords: (afterId, limit) =>
      new Map(
        orm
          .select()
          .from(decisions)
          .where(gt(decisions.id, afterId))
          .orderBy(asc(decisions.id))
          .limit(limit)
          .all()
          .map((row) => [row.id, rowToRecord(row, texts)]),
      ),
    listDue: createDueReader(database, texts),
    costByDay: createCostReader(database),
  };
}
