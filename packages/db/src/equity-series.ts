import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { EquityPoint } from '@quarterdeck/core/contract/console-state.schema';
import { gte, inArray } from 'drizzle-orm';
import type { Database } from './database.ts';
import { equityPoints } from './schema/equity-points.ts';
import { createTableWriter } from './table-writer.ts';

export interface EquitySeries {
  write(point: EquityPoint): void;
  list(fromTs: EpochMs, limit: number): readonly EquityPoint[];
}

interface Extent {
  readonly count: number;
  readonly first: number | null;
  readonly last: number | null;
}

/** The last point of each of `limit` equal spans: what a chart can show, without reading the rest. */
function pickTimes({ sqlite }: Database, fromTs: EpochMs, limit: number): number[] | undefined {
  const extent = sqlite
    .prepare<[number], Extent>(
      'SELECT count(*) AS count, min(ts) AS first, max(ts) AS last FROM equity_points WHERE ts >= ?',
    )
    .get(fromTs);
  if (extent === undefined || extent.first === null || extent.last === null) return [];
  if (extent.count <= limit) return undefined;
  const span = (extent.last - extent.first + 1) / limit;
  return sqlite
    .prepare<[number, number, number], number>(
      'SELECT max(ts) FROM equity_points WHERE ts >= ? GROUP BY CAST((ts - ?) / ? AS INTEGER) ORDER BY 1',
    )
    .pluck()
    .all(fromTs, extent.first, span);
}

export function createEquitySeries(database: Database): EquitySeries {
  const { orm, sqlite } = database;
  const upsert = createTableWriter(sqlite, {
    table: equityPoints,
    onConflict: { replaceOn: ['ts'] },
  });
  return {
    write: (point) => {
      upsert(point);
    },
    list: (fromTs, limit) => {
      const times = pickTimes(database, fromTs, limit);
      const wanted =
        times === undefined ? gte(equityPoints.ts, fromTs) : inArray(equityPoints.ts, times);
      return orm.select().from(equityPoints).where(wanted).orderBy(equityPoints.ts).all();
    },
  };
}
