import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type {
  DecisionActor,
  RecordedOutcome,
} from '@quarterdeck/core/contract/agent/decision-record.schema';
import type { Horizon } from '@quarterdeck/core/model/agent/decision';

/** Hash-chained and append-only, as are outcomes and gate counts. */
export const decisions = sqliteTable('decisions', {
  id: integer('id').primaryKey(),
  decisionId: text('decision_id').notNull(),
  symbol: text('symbol').notNull(),
  tsDecision: integer('ts_decision').notNull(),
  actor: text('actor').$type<DecisionActor>().notNull(),
  outcome: text('outcome').$type<RecordedOutcome>().notNull(),
  /** US dollars, exact. */
  cost: text('cost').notNull(),
  /** Canonical JSON of the record; each long text is its hash in `decision_texts`. */
  record: text('record').notNull(),
  hash: text('hash').notNull(),
});

/** Each text once, under its SHA-256; the chain of the decisions covers it through that. */
export const decisionTexts = sqliteTable('decision_texts', {
  hash: text('hash').primaryKey(),
  text: text('text').notNull(),
});

export const decisionOutcomes = sqliteTable('decision_outcomes', {
  id: integer('id').primaryKey(),
  decisionId: text('decision_id').notNull(),
  kind: text('kind').$type<Horizon | 'trade'>().notNull(),
  tsRecorded: integer('ts_recorded').notNull(),
  /** JSON of the result. */
  result: text('result').notNull(),
  hash: text('hash').notNull(),
});

/** Evaluations that ended at the gate, by symbol, minute and layer; a restart may split a minute into two rows. */
export const gateCounts = sqliteTable('gate_counts', {
  id: integer('id').primaryKey(),
  symbol: text('symbol').notNull(),
  tsMinute: integer('ts_minute').notNull(),
  layer: text('layer').notNull(),
  count: integer('count').notNull(),
  hash: text('hash').notNull(),
});
