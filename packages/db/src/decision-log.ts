import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import type { DecisionResult } from '@quarterdeck/core/contract/agent/decision-result.schema';
import { mapTexts } from '@quarterdeck/core/decision/journal/map-texts';
import type { GateCount } from '@quarterdeck/core/decision/journal/gate-counter';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import { ensureInvariant } from '@quarterdeck/core/kernel/ensure';
import type { Database } from './database.ts';
import { createDecisionChains, findBrokenRow, type BrokenRow } from './decision-chains.ts';
import { createTextWriter, madeOfHalves } from './decision-texts.ts';
import { sha256 } from './hash-chain.ts';
import { createMetaStore } from './meta-store.ts';
import { decisionOutcomes, decisions, gateCounts } from './schema/decisions.ts';
import { createTableWriter } from './table-writer.ts';

export interface ResultEntry {
  readonly decisionId: string;
  readonly tsRecorded: EpochMs;
  readonly result: DecisionResult;
}

/** What the agent decided, in the order it did. Rows are added and never changed. */
export interface DecisionLog {
  /** In a transaction of its own, or in the one that is open; returns the row's number. Throws on a decision id that is there. */
  append(record: DecisionRecord): number;
  /** Throws where this decision has a result of the same horizon, or is not there. */
  appendResult(entry: ResultEntry): void;
  appendGateCounts(counts: readonly GateCount[]): void;
  /** Reads every row and text: for the command line and for tests, not for the engine while it trades. */
  verifyChain(): BrokenRow | undefined;
}

type Chains = ReturnType<typeof createDecisionChains>;

function createRecordWriter(database: Database, chains: Chains): DecisionLog['append'] {
  const { sqlite } = database;
  const insert = createTableWriter(sqlite, { table: decisions, onConflict: 'fail' });
  const writeText = createTextWriter(database);
  const write = sqlite.transaction((record: DecisionRecord): number => {
    const { decisionId, symbol, tsDecision, actor, outcome, cost } = record;
    const made = madeOfHalves(record);
    const hashed = mapTexts(record, (text) => (text === made ? sha256(text) : writeText(text)));
    const { snapshot } = hashed;
    ensureInvariant(snapshot.text === snapshot.hash, `snapshot of ${decisionId} has another hash`);
    const text = JSON.stringify(hashed);
    const common = { decisionId, symbol, tsDecision, actor, outcome };
    const entry = { ...common, cost: cost.total, record: text };
    const link = chains.decisions.link(entry);
    insert({ ...entry, ...link });
    return link.id;
  });
  return (record) => write.immediate(record);
}

function createResultWriter({ sqlite }: Database, chains: Chains): DecisionLog['appendResult'] {
  const insert = createTableWriter(sqlite, { table: decisionOutcomes, onConflict: 'fail' });
  const write = sqlite.transaction(({ decisionId, tsRecorded, result }: ResultEntry) => {
    const kind = result.kind === 'trade' ? result.kind : result.horizon;
    const entry = { decisionId, kind, tsRecorded, result: JSON.stringify(result) };
    insert({ ...entry, ...chains.decision_outcomes.link(entry) });
  });
  return (entry) => {
    write.immediate(entry);
  };
}

function createCountWriter({ sqlite }: Database, chains: Chains): DecisionLog['appendGateCounts'] {
  const insert = createTableWriter(sqlite, { table: gateCounts, onConflict: 'fail' });
  const write = sqlite.transaction((counts: readonly GateCount[]) => {
    for (const count of counts) insert({ ...count, ...chains.gate_counts.link(count) });
  });
  return (counts) => {
    if (counts.length > 0) write.immediate(counts);
  };
}

export function createDecisionLog(database: Database): DecisionLog {
  const chains = createDecisionChains(database, createMetaStore(database));
  return {
    append: createRecordWriter(database, chains),
    appendResult: createResultWriter(database, chains),
    appendGateCounts: createCountWriter(database, chains),
    verifyChain: () => findBrokenRow(chains),
  };
}
