import { gte, inArray } from 'drizzle-orm';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { EquityPoint } from '@quarterdeck/core/contract/console-state.schema';
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

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** At most this much of the past a call, so that a long absence does not hold up one write. */
const THIN_SPAN_MS = 3_600_000;

/**
 * Seconds older than a day are reduced to the last point of each minute: the curve of a year stays small
 * enough to read. Works forward from where it stopped, once a minute.
 */
function createThinner({ sqlite }: Database): (ts: EpochMs) => void {
  const oldest = sqlite.prepare<[], number | null>('SELECT min(ts) FROM equity_points').pluck();
  const thin = sqlite.prepare<[number, number, number, number]>(
    `DELETE FROM equity_points WHERE ts >= ? AND ts < ? AND ts NOT IN (
       SELECT max(ts) FROM equity_points WHERE ts >= ? AND ts < ?
       GROUP BY CAST(ts / 60000 AS INTEGER))`,
  );
  let done: number | undefined;
  return (ts) => {
    const until = Math.floor((ts - DAY_MS) / MINUTE_MS) * MINUTE_MS;
    done ??= Math.floor((oldest.get() ?? ts) / MINUTE_MS) * MINUTE_MS;
    if (until <= done) return;
    const end = Math.min(until, done + THIN_SPAN_MS);
    thin.run(done, end, done, end);
    done = end;
  };
}

export function createEquitySeries(database: Database): EquitySeries {
  const { orm, sqlite } = database;
  const upsert = createTableWriter(sqlite, {
    table: equityPoints,
    onConflict: { replaceOn: ['ts'] },
  });
  const thin = createThinner(database);
  return {
    write: (point) => {
      upsert(point);
      thin(point.ts);
    },
    list: (fromTs, limit) => {
      const times = pickTimes(database, fromTs, limit);
      const wanted =
        times === undefined ? gte(equityPoints.ts, fromTs) : inArray(equityPoints.ts, times);
      return orm.select().from(equityPoints).where(wanted).orderBy(equityPoints.ts).all();
    },
  };
}
