import { and, eq } from 'drizzle-orm';
import { ensureInvariant } from '@quarterdeck/core/kernel/ensure';
import type { BookedFill } from '@quarterdeck/core/model/fill';
import type { Database } from './database.ts';
import { fills } from './schema/fills.ts';
import { columnsWithout } from './stored-row.ts';
import { createTableWriter } from './table-writer.ts';

export const BOOKED_FILL_COLUMNS = columnsWithout(fills, 'id');

function findSame({ orm }: Database, fill: BookedFill): BookedFill | undefined {
  return orm
    .select(BOOKED_FILL_COLUMNS)
    .from(fills)
    .where(
      and(
        eq(fills.tradeId, fill.tradeId),
        eq(fills.symbol, fill.symbol),
        eq(fills.clientOrderId, fill.clientOrderId),
      ),
    )
    .get();
}

const KEYS = Object.keys(BOOKED_FILL_COLUMNS) as (keyof BookedFill)[];

/**
 * Books each execution once. False when it stands there already; the same execution with other
 * figures is a Fault: one of the two bookings is wrong and nobody can tell which.
 */
export function createFillWriter(database: Database): (fill: BookedFill) => boolean {
  const insert = createTableWriter(database.sqlite, { table: fills, onConflict: 'ignore' });
  return (fill) => {
    if (insert(fill).changes === 1) return true;
    const stored = findSame(database, fill);
    const different = KEYS.filter((key) => stored?.[key] !== fill[key]);
    ensureInvariant(
      different.length === 0,
      `fill ${fill.tradeId} of ${fill.clientOrderId} is booked with another ${different.join(', ')}`,
    );
    return false;
  };
}
