import { ensureNever } from '@quarterdeck/core/kernel/ensure';
import type { DenialRecord, RecordEffect } from '@quarterdeck/core/model/effect';
import type { LedgerTotals } from '@quarterdeck/core/model/restored';
import type { Position } from '@quarterdeck/core/model/position';
import type { Database } from './database.ts';
import { createFillWriter } from './fill-writer.ts';
import { createTrimmer } from './newest-rows.ts';
import { controls } from './schema/controls.ts';
import { denials } from './schema/denials.ts';
import { intents } from './schema/intents.ts';
import { ledgerTotals } from './schema/ledger-totals.ts';
import { locks } from './schema/locks.ts';
import { orders } from './schema/orders.ts';
import { paramsVersions } from './schema/params-versions.ts';
import { positions } from './schema/positions.ts';
import { riskMemory } from './schema/risk-memory.ts';
import { signals } from './schema/signals.ts';
import { trades } from './schema/trades.ts';
import { createTableWriter } from './table-writer.ts';
import { totalsToRow } from './totals-row.ts';

const KEPT_DENIALS = 20_000;

function createPositionWriter({ sqlite }: Database): (position: Position) => void {
  const upsert = createTableWriter(sqlite, {
    table: positions,
    onConflict: { replaceOn: ['positionId'] },
  });
  const remove = sqlite.prepare<[string]>('DELETE FROM positions WHERE position_id = ?');
  return (position) => {
    if (position.qty === 0n) remove.run(position.positionId);
    else upsert(position);
  };
}

function createDenialWriter({ sqlite }: Database): (denial: DenialRecord) => void {
  const insert = createTableWriter(sqlite, { table: denials, onConflict: 'fail' });
  const trim = createTrimmer(sqlite, 'denials', KEPT_DENIALS);
  return (denial) => {
    trim(Number(insert(denial).lastInsertRowid));
  };
}

function createStatements(database: Database) {
  const { sqlite } = database;
  return {
    intent: createTableWriter(sqlite, {
      table: intents,
      onConflict: { replaceOn: ['intentId'] },
    }),
    order: createTableWriter(sqlite, {
      table: orders,
      onConflict: { replaceOn: ['clientOrderId'] },
    }),
    fill: createFillWriter(database),
    position: createPositionWriter(database),
    trade: createTableWriter(sqlite, { table: trades, onConflict: 'fail' }),
    control: createTableWriter(sqlite, {
      table: controls,
      onConflict: { replaceOn: ['strategyId'] },
    }),
    params: createTableWriter(sqlite, { table: paramsVersions, onConflict: 'fail' }),
    lock: createTableWriter(sqlite, { table: locks, onConflict: 'fail' }),
    risk: createTableWriter(sqlite, { table: riskMemory, onConflict: { replaceOn: ['id'] } }),
    signal: createTableWriter(sqlite, {
      table: signals,
      onConflict: { replaceOn: ['strategyId'] },
    }),
    denial: createDenialWriter(database),
  };
}

/** Writes one record; hands back the ledger's sums when the record changed them. */
function createRecordWriter(
  database: Database,
): (record: RecordEffect) => LedgerTotals | undefined {
  const write = createStatements(database);
  return (record) => {
    switch (record.type) {
      case 'RecordFill':
        return write.fill(record.fill) ? record.totals : undefined;
      case 'RecordOrder':
        write.order(record.order);
        return undefined;
      case 'RecordIntent':
        write.intent({ ...record.intent, tsRecorded: record.ts });
        return undefined;
      case 'RecordPosition':
        write.position(record.position);
        return undefined;
      case 'RecordTradeClosed':
        write.trade(record.trade);
        return undefined;
      case 'RecordControl':
        write.control(record.control);
        return undefined;
      case 'RecordParams':
        write.params(record.version);
        return undefined;
      case 'RecordLock':
        write.lock(record.lock);
        return undefined;
      case 'RecordRiskMemory':
        write.risk({ id: 1, ...record.memory });
        return undefined;
      case 'RecordSignal':
        write.signal(record.signal);
        return undefined;
      case 'RecordDenial':
        write.denial(record.denial);
        return undefined;
      default:
        return ensureNever(record);
    }
  };
}

/** All records of a batch or none, inside the caller's transaction. Of several sums only the last is stored. */
export function createBatchWriter(database: Database): (records: readonly RecordEffect[]) => void {
  const writeRecord = createRecordWriter(database);
  const writeTotals = createTableWriter(database.sqlite, {
    table: ledgerTotals,
    onConflict: { replaceOn: ['id'] },
  });
  return (records) => {
    let totals: LedgerTotals | undefined;
    for (const record of records) totals = writeRecord(record) ?? totals;
    if (totals !== undefined) writeTotals(totalsToRow(totals));
  };
}
