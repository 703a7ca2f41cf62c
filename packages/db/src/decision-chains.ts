import { gt, type InferSelectModel } from 'drizzle-orm';
import {
  decisionRecordSchema,
  type DecisionRecord,
} from '@quarterdeck/core/contract/agent/decision-record.schema';
import { mapTexts } from '@quarterdeck/core/decision/journal/map-texts';
import type { Database } from './database.ts';
import { createDecisionTexts, findSnapshotText } from './decision-texts.ts';
import { createHashChain, type HashChain, type Link } from './hash-chain.ts';
import type { MetaStore } from './meta-store.ts';
import { decisionOutcomes, decisions, gateCounts } from './schema/decisions.ts';
import type { MetaKey } from './schema/meta.ts';

type DecisionRow = InferSelectModel<typeof decisions>;
type OutcomeRow = InferSelectModel<typeof decisionOutcomes>;
type CountRow = InferSelectModel<typeof gateCounts>;
type Entry<TRow> = Omit<TRow, 'id' | 'hash'>;

export interface DecisionChains {
  readonly decisions: HashChain<Entry<DecisionRow>>;
  readonly decision_outcomes: HashChain<Entry<OutcomeRow>>;
  readonly gate_counts: HashChain<Entry<CountRow>>;
}

type Head = { read(): string | undefined; write(hash: string): void };

const headIn = (meta: MetaStore, key: MetaKey): Head => ({
  read: () => meta.get(key),
  write: (hash) => {
    meta.set(key, hash);
  },
});

/** Prepared once: it is read for every row that is added, with an order waiting for it. */
function newestOf({ sqlite }: Database, table: keyof DecisionChains): () => Link | undefined {
  const newest = sqlite.prepare<[], Link>(`SELECT id, hash FROM ${table} ORDER BY id DESC LIMIT 1`);
  return () => newest.get();
}

function readHashes(record: DecisionRecord): readonly string[] {
  const hashes: string[] = [];
  mapTexts(record, (hash) => {
    hashes.push(hash);
    return hash;
  });
  return hashes;
}

/** Reads each text once, however many decisions share it. */
function createTextCheck(database: Database): (row: DecisionRow) => boolean {
  const texts = createDecisionTexts(database);
  const find = (hash: string): string | undefined => texts.find(hash);
  const whole = new Set<string>();
  const isWhole = (hash: string): boolean => {
    if (whole.has(hash)) return true;
    if (!texts.isWhole(hash)) return false;
    whole.add(hash);
    return true;
  };
  return (row) => {
    const record = decisionRecordSchema.parse(JSON.parse(row.record));
    const [snapshot, ...others] = readHashes(record);
    // What is made of its halves is proved by their hashes and by its own.
    const isMade = find(record.snapshot.text) === undefined;
    const own = isMade ? findSnapshotText(record, find) !== undefined : isWhole(snapshot ?? '');
    return own && others.every(isWhole);
  };
}

function createRecordChain(database: Database, head: Head): DecisionChains['decisions'] {
  const { orm } = database;
  return createHashChain<Entry<DecisionRow>, DecisionRow>({
    fieldsOf: ({ decisionId, symbol, tsDecision, actor, outcome, cost, record }) => [
      decisionId,
      symbol,
      tsDecision,
      actor,
      outcome,
      cost,
      record,
    ],
    readNewest: newestOf(database, 'decisions'),
    readAfter: (id, limit) =>
      orm
        .select()
        .from(decisions)
        .where(gt(decisions.id, id))
        .orderBy(decisions.id)
        .limit(limit)
        .all(),
    head,
    createRowCheck: () => createTextCheck(database),
  });
}

function createOutcomeChain(database: Database, head: Head): DecisionChains['decision_outcomes'] {
  const { orm } = database;
  const table = decisionOutcomes;
  return createHashChain<Entry<OutcomeRow>, OutcomeRow>({
    fieldsOf: ({ decisionId, kind, tsRecorded, result }) => [decisionId, kind, tsRecorded, result],
    readNewest: newestOf(database, 'decision_outcomes'),
    readAfter: (id, limit) =>
      orm.select().from(table).where(gt(table.id, id)).orderBy(table.id).limit(limit).all(),
    head,
  });
}

function createCountChain(database: Database, head: Head): DecisionChains['gate_counts'] {
  const { orm } = database;
  const table = gateCounts;
  return createHashChain<Entry<CountRow>, CountRow>({
    fieldsOf: ({ symbol, tsMinute, layer, count }) => [symbol, tsMinute, layer, count],
    readNewest: newestOf(database, 'gate_counts'),
    readAfter: (id, limit) =>
      orm.select().from(table).where(gt(table.id, id)).orderBy(table.id).limit(limit).all(),
    head,
  });
}

export function createDecisionChains(database: Database, meta: MetaStore): DecisionChains {
  return {
    decisions: createRecordChain(database, headIn(meta, 'decisions_head')),
    decision_outcomes: createOutcomeChain(database, headIn(meta, 'decision_outcomes_head')),
    gate_counts: createCountChain(database, headIn(meta, 'gate_counts_head')),
  };
}

export interface BrokenRow {
  readonly table: keyof DecisionChains;
  readonly id: number;
}

const CHAINED = ['decisions', 'decision_outcomes', 'gate_counts'] as const;

/** First row that is not what was written, or is gone; undefined where the journal holds. */
export function findBrokenRow(chains: DecisionChains): BrokenRow | undefined {
  for (const table of CHAINED) {
    const id = chains[table].findBroken();
    if (id !== undefined) return { table, id };
  }
  return undefined;
}
