import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import { decisionResultSchema } from '@quarterdeck/core/contract/agent/decision-result.schema';
import type { AgentRecord } from '@quarterdeck/core/model/agent/agent-effect';
import type { DenialRecord, RecordEffect } from '@quarterdeck/core/model/effect';
import type { LedgerTotals } from '@quarterdeck/core/model/restored';
import type { Position } from '@quarterdeck/core/model/position';
import type { Database } from './database.ts';
import { createDecisionLog } from './decision-log.ts';
import { createAgentStateWriter } from './decision-state.ts';
import { createFillWriter } from './fill-writer.ts';
import { listLasting } from './list-lasting.ts';
import { createTrimmer } from './newest-rows.ts';
import { createOrderWriter } from './order-writer.ts';
import { controls } from './schema/controls.ts';
import { denials } from './schema/denials.ts';
import { intents } from './schema/intents.ts';
import { ledgerTotals } from './schema/ledger-totals.ts';
import { locks } from './schema/locks.ts';
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
    order: createOrderWriter(database),
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

type WritersOf<TRecord extends RecordEffect> = {
  readonly [Type in TRecord['type']]: (record: Extract<TRecord, { type: Type }>) => void;
};
type RowWriters = WritersOf<Exclude<RecordEffect, { type: 'RecordFill' }>>;

/** What the agent decided: rows of its own typed code, read again through their shape. */
function agentWritersOf(database: Database): WritersOf<AgentRecord> {
  const log = createDecisionLog(database);
  return {
    RecordDecision: ({ decision }) => {
      log.append(decision as unknown as DecisionRecord);
    },
    RecordDecisionResult: ({ decisionId, result, ts: tsRecorded }) => {
      log.appendResult({ decisionId, tsRecorded, result: decisionResultSchema.parse(result) });
    },
    RecordGateCounts: ({ counts }) => {
      log.appendGateCounts(counts);
    },
    RecordAgentState: createAgentStateWriter(database),
  };
}

const rowWritersOf = (
  write: ReturnType<typeof createStatements>,
  agent: WritersOf<AgentRecord>,
): RowWriters => ({
  ...agent,
  RecordOrder: ({ order }) => write.order(order),
  RecordIntent: ({ intent, ts }) => write.intent({ ...intent, tsRecorded: ts }),
  RecordPosition: ({ position }) => write.position(position),
  RecordTradeClosed: ({ trade }) => write.trade(trade),
  RecordControl: ({ control }) => write.control(control),
  RecordParams: ({ version }) => write.params(version),
  RecordLock: ({ lock }) => write.lock(lock),
  RecordRiskMemory: ({ memory }) => write.risk({ id: 1, ...memory }),
  RecordSignal: ({ signal }) => write.signal(signal),
  RecordDenial: ({ denial }) => write.denial(denial),
});

/** Writes one record; hands back the ledger's sums when the record changed them. */
function createRecordWriter(
  database: Database,
): (record: RecordEffect) => LedgerTotals | undefined {
  const write = createStatements(database);
  const writers = rowWritersOf(write, agentWritersOf(database));
  return (record) => {
    if (record.type === 'RecordFill') return write.fill(record.fill) ? record.totals : undefined;
    // The table holds for each type the writer of that type.
    const writeRow = writers[record.type] as (each: RecordEffect) => void;
    writeRow(record);
    return undefined;
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
    for (const record of listLasting(records)) totals = writeRecord(record) ?? totals;
    if (totals !== undefined) writeTotals(totalsToRow(totals));
  };
}
