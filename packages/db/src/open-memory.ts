import { desc, eq } from 'drizzle-orm';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { RecordEffect } from '@quarterdeck/core/model/effect';
import { createAlertLog } from './alert-log.ts';
import { createAuditLog, type AuditLog } from './audit-log.ts';
import { createCandleWriter } from './candle-store.ts';
import { openDatabase, type Database, type OpenDatabaseOptions } from './database.ts';
import { createEquitySeries } from './equity-series.ts';
import { createFillSummer, listFills } from './fill-history.ts';
import type { CommandAnswer, DeskMemory } from './memory.ts';
import { createMetaStore, type MetaStore } from './meta-store.ts';
import { readHistory } from './read-history.ts';
import { readRestoredState } from './read-restored-state.ts';
import { createBatchWriter } from './record-writer.ts';
import { denials } from './schema/denials.ts';
import { locks } from './schema/locks.ts';
import { paramsVersions } from './schema/params-versions.ts';
import { signals } from './schema/signals.ts';
import { trades } from './schema/trades.ts';
import { withStorageErrors } from './storage-error.ts';
import { columnsWithout } from './stored-row.ts';

export interface OpenMemoryOptions extends OpenDatabaseOptions {
  readonly now: () => EpochMs;
  /** Short and unguessable enough not to meet another folder's; asked once in a folder's life. */
  readonly randomId: () => string;
}

function ensureDeskId(meta: MetaStore, options: OpenMemoryOptions): string {
  const stored = meta.get('desk_id');
  if (stored !== undefined) return stored;
  const deskId = options.randomId();
  meta.set('desk_id', deskId);
  meta.set('first_start', String(options.now()));
  return deskId;
}

interface Batch {
  readonly records: readonly RecordEffect[];
  readonly eventSeq: number;
  readonly answers: readonly CommandAnswer[];
}

interface EventWriter {
  write(batch: Batch): void;
  lastEventSeq(): number;
}

function createEventWriter(database: Database, meta: MetaStore, audit: AuditLog): EventWriter {
  const writeBatch = createBatchWriter(database);
  let lastSeq = Number(meta.get('last_event_seq') ?? 0);
  const write = database.sqlite.transaction(({ records, eventSeq, answers }: Batch) => {
    writeBatch(records);
    for (const answer of answers) audit.write(answer);
    if (eventSeq > lastSeq) meta.set('last_event_seq', String(eventSeq));
  });
  return {
    write: (batch) => {
      withStorageErrors(database.file, () => {
        write.immediate(batch);
      });
      lastSeq = Math.max(lastSeq, batch.eventSeq);
    },
    lastEventSeq: () => lastSeq,
  };
}

type Lists = Pick<
  DeskMemory,
  'lockHistory' | 'listParams' | 'listTrades' | 'listSignals' | 'listDenials'
>;

/** Newest first. */
function createLists({ orm }: Database): Lists {
  return {
    lockHistory: (limit) =>
      orm
        .select(columnsWithout(locks, 'id'))
        .from(locks)
        .orderBy(desc(locks.id))
        .limit(limit)
        .all(),
    listParams: (strategyId) =>
      orm
        .select()
        .from(paramsVersions)
        .where(eq(paramsVersions.strategyId, strategyId))
        .orderBy(desc(paramsVersions.version))
        .all(),
    listTrades: (limit) =>
      orm
        .select(columnsWithout(trades, 'id'))
        .from(trades)
        .orderBy(desc(trades.id))
        .limit(limit)
        .all(),
    listSignals: () => orm.select().from(signals).orderBy(signals.strategyId).all(),
    listDenials: (limit) =>
      orm
        .select(columnsWithout(denials, 'id'))
        .from(denials)
        .orderBy(desc(denials.id))
        .limit(limit)
        .all(),
  };
}

function composeMemory(database: Database, options: OpenMemoryOptions): DeskMemory {
  const meta = createMetaStore(database);
  const deskId = ensureDeskId(meta, options);
  const audit = createAuditLog(database, meta);
  const events = createEventWriter(database, meta, audit);
  const equity = createEquitySeries(database);
  const alerts = createAlertLog(database);
  const lists = createLists(database);
  const writeCandles = createCandleWriter(database);
  const sumFills = createFillSummer(database);
  const guard = <TResult>(work: () => TResult): TResult => withStorageErrors(database.file, work);
  return {
    deskId,
    isNew: events.lastEventSeq() === 0 && lists.lockHistory(1).length === 0,
    database,
    restoredState: (bars) => guard(() => readRestoredState(database, bars)),
    lastEventSeq: () => events.lastEventSeq(),
    write: (records, eventSeq, answers = []) => {
      events.write({ records, eventSeq, answers });
    },
    writeAudit: (entry) => {
      guard(() => {
        audit.write({ entry });
      });
    },
    findReceipt: (commandId) => guard(() => audit.findReceipt(commandId)),
    listAudit: (limit) => guard(() => audit.list(limit)),
    verifyAuditChain: () => guard(() => audit.verifyChain()),
    lockHistory: (limit) => guard(() => lists.lockHistory(limit)),
    listParams: (strategyId) => guard(() => lists.listParams(strategyId)),
    listCandles: () => guard(() => readHistory(database)),
    listTrades: (limit) => guard(() => lists.listTrades(limit)),
    listFills: (page) => guard(() => listFills(database, page)),
    sumFillsAfter: (cursor, limit) => guard(() => sumFills(cursor, limit)),
    listSignals: () => guard(() => lists.listSignals()),
    listDenials: (limit) => guard(() => lists.listDenials(limit)),
    writeEquityPoint: (point) => {
      guard(() => {
        equity.write(point);
      });
    },
    listEquity: (fromTs, limit) => guard(() => equity.list(fromTs, limit)),
    writeAlert: (alert) => guard(() => alerts.write(alert)),
    listAlerts: (limit) => guard(() => alerts.list(limit)),
    writeCandles: (bars, keep) => {
      guard(() => {
        writeCandles(bars, keep);
      });
    },
    close: () => {
      database.close();
    },
  };
}

/** Opens the tables of one data folder. Throws StorageError; then nothing was changed. */
export function openMemory(options: OpenMemoryOptions): DeskMemory {
  const database = openDatabase(options);
  try {
    return withStorageErrors(options.file, () => composeMemory(database, options));
  } catch (error) {
    database.close();
    throw error;
  }
}
