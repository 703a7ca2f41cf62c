import { desc } from 'drizzle-orm';
import type { AlertRow } from '@quarterdeck/core/contract/console-state.schema';
import type { Alert } from '@quarterdeck/core/model/effect';
import type { Database } from './database.ts';
import { createTrimmer } from './newest-rows.ts';
import { alerts } from './schema/alerts.ts';
import { createTableWriter } from './table-writer.ts';

const KEPT_ALERTS = 10_000;

export interface AlertLog {
  /** Number of the stored alert. */
  write(alert: Alert): number;
  list(limit: number): readonly AlertRow[];
}

export function createAlertLog({ orm, sqlite }: Database): AlertLog {
  const insert = createTableWriter(sqlite, { table: alerts, onConflict: 'fail' });
  const trim = createTrimmer(sqlite, 'alerts', KEPT_ALERTS);
  return {
    write: (alert) => {
      const id = Number(insert(alert).lastInsertRowid);
      trim(id);
      return id;
    },
    list: (limit) => orm.select().from(alerts).orderBy(desc(alerts.id)).limit(limit).all(),
  };
}
