import { desc, sql } from 'drizzle-orm';
import type { TradeId } from '@quarterdeck/core/kernel/ids';
import type { LockLevel, LockState, ParamsVersion } from '@quarterdeck/core/model/control';
import type { Order } from '@quarterdeck/core/model/order';
import {
  EMPTY_TOTALS,
  type RestoredState,
  type RiskMemory,
} from '@quarterdeck/core/model/restored';
import type { Database } from './database.ts';
import { readAgentState } from './decision-state.ts';
import { readHistory, type BarsWanted } from './read-history.ts';
import { controls } from './schema/controls.ts';
import { fills } from './schema/fills.ts';
import { ledgerTotals } from './schema/ledger-totals.ts';
import { locks } from './schema/locks.ts';
import { orders } from './schema/orders.ts';
import { paramsVersions } from './schema/params-versions.ts';
import { positions } from './schema/positions.ts';
import { riskMemory } from './schema/risk-memory.ts';
import { columnsWithout, withoutNulls } from './stored-row.ts';
import { rowToTotals } from './totals-row.ts';

const RECENT_TRADE_IDS = 5_000;
/** Late reports of an order that just ended must still find it. */
const RECENT_FINAL_ORDERS = 500;
const LEVELS: ReadonlySet<LockLevel> = new Set<LockLevel>(['none', 'lock', 'freeze']);

/** Word for word the conditions of the two partial indexes: with bound values SQLite could not use them. */
const HAS_ENDED = sql.raw(`state IN ('denied', 'filled', 'cancelled', 'rejected', 'expired')`);
const IS_WORKING = sql.raw(`state NOT IN ('denied', 'filled', 'cancelled', 'rejected', 'expired')`);

/** The newest row, or undefined when there is none or it cannot be understood: both mean locked. */
function readLock({ orm }: Database): LockState | undefined {
  const row = orm.select(columnsWithout(locks, 'id')).from(locks).orderBy(desc(locks.id)).get();
  return row !== undefined && LEVELS.has(row.level) ? row : undefined;
}

function readOrders({ orm }: Database): Order[] {
  const working = orm
    .select()
    .from(orders)
    .where(IS_WORKING)
    .orderBy(sql`rowid`);
  const ended = orm.select().from(orders).where(HAS_ENDED).orderBy(desc(orders.tsUpdated));
  const recent = ended.limit(RECENT_FINAL_ORDERS).all().reverse();
  return [...working.all(), ...recent].map(withoutNulls);
}

/** Newest by the venue's numbers, not by when they were booked: below the lowest of them a desk knows every fill. */
function readRecentTradeIds({ orm }: Database): TradeId[] {
  const newest = orm
    .select({ tradeId: fills.tradeId })
    .from(fills)
    .orderBy(desc(fills.tradeId))
    .limit(RECENT_TRADE_IDS);
  return newest
    .all()
    .map((row) => row.tradeId)
    .reverse();
}

function readRiskMemory({ orm }: Database): RiskMemory | undefined {
  const row = orm.select(columnsWithout(riskMemory, 'id')).from(riskMemory).get();
  return row === undefined ? undefined : withoutNulls(row);
}

/** The newest of each strategy. */
function readParams({ orm }: Database): ParamsVersion[] {
  const all = orm.select().from(paramsVersions).orderBy(paramsVersions.version).all();
  return [...new Map(all.map((version) => [version.strategyId, version])).values()];
}

/** Everything a start needs; sums are read, not added up, so that the cost does not grow with the number of fills. */
export function readRestoredState(database: Database, bars?: BarsWanted): RestoredState {
  const { orm } = database;
  const lock = readLock(database);
  const totals = orm.select().from(ledgerTotals).get();
  const memory = readRiskMemory(database);
  const recentTradeIds = readRecentTradeIds(database);
  const lastTradeId = recentTradeIds.at(-1);
  const agentState = readAgentState(database);
  return {
    ...(lock === undefined ? {} : { lock }),
    controls: orm.select().from(controls).orderBy(controls.strategyId).all(),
    params: readParams(database),
    orders: readOrders(database),
    positions: orm.select().from(positions).all().map(withoutNulls),
    totals: totals === undefined ? EMPTY_TOTALS : rowToTotals(totals),
    ...(memory === undefined ? {} : { riskMemory: memory }),
    ...(lastTradeId === undefined ? {} : { lastTradeId }),
    recentTradeIds,
    ...(agentState === undefined ? {} : { agentState }),
    history: readHistory(database, bars),
  };
}
