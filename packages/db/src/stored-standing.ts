import BetterSqlite3 from 'better-sqlite3';
import { desc } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { signedQty, type Qty } from '@quarterdeck/core/kernel/decimal';
import type { ClientOrderId, VenueOrderId } from '@quarterdeck/core/kernel/ids';
import type { LockState } from '@quarterdeck/core/model/control';
import type { OrderState } from '@quarterdeck/core/model/order';
import type { Position } from '@quarterdeck/core/model/position';
import { EMPTY_TOTALS, type LedgerTotals } from '@quarterdeck/core/model/restored';
import { ledgerTotals } from './schema/ledger-totals.ts';
import { locks } from './schema/locks.ts';
import { positions } from './schema/positions.ts';
import { withStorageErrors } from './storage-error.ts';
import { columnsWithout, withoutNulls } from './stored-row.ts';
import { rowToTotals } from './totals-row.ts';

/** How far an order is, as its row has it. */
export interface StoredStep {
  readonly clientOrderId: ClientOrderId;
  readonly state: OrderState;
  readonly filledQty: Qty;
  readonly venueOrderId: VenueOrderId | undefined;
}

/** What is committed at the moment it is asked for. */
export interface StoredStanding {
  totals(): LedgerTotals;
  positions(): readonly Position[];
  lock(): LockState | undefined;
  findOrder(clientOrderId: ClientOrderId): StoredStep | undefined;
  listWorkingOrders(): readonly StoredStep[];
  /** Every order there ever was; read while it is walked through. */
  orders(): Iterable<StoredStep>;
  close(): void;
}

type Row = [ClientOrderId, OrderState, string, VenueOrderId | null];

const STEP = 'SELECT client_order_id, state, filled_qty, venue_order_id FROM orders';
/** Word for word the condition of the partial index. */
const IS_WORKING = `state NOT IN ('denied', 'filled', 'cancelled', 'rejected', 'expired')`;

const toStep = ([clientOrderId, state, filled, venueOrderId]: Row): StoredStep => ({
  clientOrderId,
  state,
  filledQty: signedQty(filled),
  venueOrderId: venueOrderId ?? undefined,
});

function createOrderReads(sqlite: BetterSqlite3.Database) {
  const one = sqlite.prepare<[string], Row>(`${STEP} WHERE client_order_id = ?`).raw();
  const working = sqlite.prepare<[], Row>(`${STEP} WHERE ${IS_WORKING} ORDER BY rowid`).raw();
  const all = sqlite.prepare<[], Row>(`${STEP} ORDER BY rowid`).raw();
  return {
    findOrder: (clientOrderId: ClientOrderId) => {
      const row = one.get(clientOrderId);
      return row === undefined ? undefined : toStep(row);
    },
    listWorkingOrders: () => working.all().map(toStep),
    *orders() {
      for (const row of all.iterate()) yield toStep(row);
    },
  };
}

/**
 * The tables through a connection of its own that cannot write and sees nothing that is not committed: for a proof that
 * looks at them while an engine has them open. Throws StorageError.
 */
export function openStoredStanding(file: string): StoredStanding {
  return withStorageErrors(file, () => {
    const sqlite = new BetterSqlite3(file, { readonly: true, fileMustExist: true });
    const orm = drizzle({ client: sqlite });
    const lock = columnsWithout(locks, 'id');
    return {
      totals: () => {
        const row = orm.select().from(ledgerTotals).get();
        return row === undefined ? EMPTY_TOTALS : rowToTotals(row);
      },
      positions: () => orm.select().from(positions).all().map(withoutNulls),
      lock: () => orm.select(lock).from(locks).orderBy(desc(locks.id)).get(),
      ...createOrderReads(sqlite),
      close: () => sqlite.close(),
    };
  });
}
