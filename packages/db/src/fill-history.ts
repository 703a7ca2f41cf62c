import { desc, eq, lt, min } from 'drizzle-orm';
import { money } from '@quarterdeck/core/kernel/decimal';
import type { TradeId } from '@quarterdeck/core/kernel/ids';
import type { BookedFill } from '@quarterdeck/core/model/fill';
import type { Database } from './database.ts';
import { BOOKED_FILL_COLUMNS } from './fill-writer.ts';
import type { FillsPage, FillsSum } from './memory.ts';
import { fills } from './schema/fills.ts';

function rowOf({ orm }: Database, tradeId: TradeId): number | undefined {
  const row = orm
    .select({ id: min(fills.id) })
    .from(fills)
    .where(eq(fills.tradeId, tradeId))
    .get();
  return row?.id ?? undefined;
}

/** Newest first. An unknown `before` gives nothing: guessing would show a page twice. */
export function listFills(database: Database, page: FillsPage): readonly BookedFill[] {
  const { orm } = database;
  const query = orm.select(BOOKED_FILL_COLUMNS).from(fills).orderBy(desc(fills.id));
  if (page.before === undefined) return query.limit(page.limit).all();
  const id = rowOf(database, page.before);
  if (id === undefined) return [];
  return query.where(lt(fills.id, id)).limit(page.limit).all();
}

/** Rows taken at once, joined into one text: a row of its own costs more than reading its number. */
const ROWS_A_PAGE = 10_000;

type Page = [count: number, lastId: number | null, nets: string | null];

/** Adds up `net` as stored, row by row: knows nothing of the ledger whose sums it checks. */
export function createFillSummer({
  sqlite,
}: Database): (cursor: number, limit?: number) => FillsSum {
  const select = sqlite
    .prepare<[number, number]>(
      `SELECT count(*), max(id), group_concat(net)
       FROM (SELECT id, net FROM fills WHERE id > ? ORDER BY id LIMIT ?)`,
    )
    .raw();
  return (after, limit = Number.POSITIVE_INFINITY) => {
    const sum = { cursor: after, count: 0, net: 0n };
    for (;;) {
      const asked = Math.min(ROWS_A_PAGE, limit - sum.count);
      const [count, lastId, nets] = select.get(sum.cursor, asked) as Page;
      if (lastId === null || nets === null) return sum;
      for (const net of nets.split(',')) sum.net += money(net);
      sum.cursor = lastId;
      sum.count += count;
      if (count < asked) return sum;
    }
  };
}
