import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import { snapshotText } from '@quarterdeck/core/decision/agent/build-snapshot';
import type { Database } from './database.ts';
import { sha256 } from './hash-chain.ts';
import { decisionTexts } from './schema/decisions.ts';
import { createTableWriter } from './table-writer.ts';

/** Long texts of the decisions, each once. */
export interface DecisionTexts {
  find(hash: string): string | undefined;
  /** True when the text is there and still what its hash says. */
  isWhole(hash: string): boolean;
}

/** What a snapshot's text is made of where a question was put; null where nobody was asked. */
type Halves = Pick<DecisionRecord, 'request' | 'versions'>;

/**
 * The text that a question's two halves and the version of the prompt make up. A snapshot that is nothing else is not
 * stored beside them: it would be half of all that is.
 */
export function madeOfHalves({ request, versions }: Halves): string | undefined {
  return request === null
    ? undefined
    : snapshotText(versions.prompt, request.slowText, request.freshText);
}

/** A record with hashes in the place of its texts: its snapshot's text, stored or made of its halves. */
export function findSnapshotText(
  hashed: Halves & Pick<DecisionRecord, 'snapshot'>,
  find: (hash: string) => string | undefined,
): string | undefined {
  const { request, versions, snapshot } = hashed;
  const stored = find(snapshot.text);
  if (stored !== undefined || request === null) return stored;
  const slowText = find(request.slowText);
  const freshText = find(request.freshText);
  if (slowText === undefined || freshText === undefined) return undefined;
  const text = madeOfHalves({ request: { ...request, slowText, freshText }, versions });
  return text !== undefined && sha256(text) === snapshot.text ? text : undefined;
}

/** The prompt and the schema stand in every record; what only one record has is soon forgotten. */
const TEXTS_REMEMBERED = 64;

export function createDecisionTexts({ sqlite }: Database): DecisionTexts {
  const select = sqlite
    .prepare<[string], string>('SELECT text FROM decision_texts WHERE hash = ?')
    .pluck();
  const find = (hash: string): string | undefined => {
    const text: unknown = select.get(hash);
    // One flipped bit makes bytes of a text: the same content, and no longer what was written.
    return typeof text === 'string' ? text : undefined;
  };
  const recent = new Map<string, string>();
  return {
    find: (hash) => {
      const known = recent.get(hash);
      if (known !== undefined) return known;
      const text = find(hash);
      if (text === undefined) return undefined;
      if (recent.size >= TEXTS_REMEMBERED) recent.clear();
      recent.set(hash, text);
      return text;
    },
    isWhole: (hash) => {
      // What the disk says now, not what it said before.
      const text = find(hash);
      return text !== undefined && sha256(text) === hash;
    },
  };
}

/** Stores a text where it is not there yet; returns its hash. */
export function createTextWriter({ sqlite }: Database): (text: string) => string {
  const insert = createTableWriter(sqlite, { table: decisionTexts, onConflict: 'ignore' });
  return (text) => {
    const hash = sha256(text);
    insert({ hash, text });
    return hash;
  };
}
