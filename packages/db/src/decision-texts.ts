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
