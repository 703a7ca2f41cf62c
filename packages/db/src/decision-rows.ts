import type { InferSelectModel } from 'drizzle-orm';
import type { DecisionSummary } from '@quarterdeck/core/contract/agent/decision-list.schema';
import {
  decisionRecordSchema,
  type DecisionRecord,
} from '@quarterdeck/core/contract/agent/decision-record.schema';
import { mapTexts } from '@quarterdeck/core/decision/journal/map-texts';
import { findSnapshotText, type DecisionTexts } from './decision-texts.ts';
import type { decisions } from './schema/decisions.ts';
import { StorageError } from './storage-error.ts';

export type DecisionRow = InferSelectModel<typeof decisions>;

/** The record with hashes in the place of its texts. Throws StorageError for what this program cannot read. */
function parseRow({ id, record }: DecisionRow): DecisionRecord {
  const parsed = decisionRecordSchema.safeParse(JSON.parse(record));
  if (parsed.success) return parsed.data;
  throw new StorageError('STORAGE_CORRUPT', `decision ${id} cannot be read`, {
    cause: parsed.error,
  });
}

export function rowToSummary(row: DecisionRow): DecisionSummary {
  const { gate, decision, probability, size, veto, orders, modelReturned, request } = parseRow(row);
  const { id, decisionId, symbol, tsDecision, actor, outcome, cost } = row;
  return {
    id,
    decisionId,
    symbol,
    tsDecision,
    actor,
    outcome,
    gateLayer: gate.layer,
    action: decision?.action ?? null,
    pRaw: probability.raw,
    pCalibrated: probability.calibrated,
    sizeFinal: size?.final ?? null,
    vetoCode: veto?.code ?? null,
    orders: orders.length,
    model: modelReturned ?? request?.model ?? null,
    cost,
  };
}

export function rowToRecord(row: DecisionRow, texts: DecisionTexts): DecisionRecord {
  const stored = parseRow(row);
  const { snapshot } = stored;
  const find = (hash: string): string | undefined => texts.find(hash);
  return mapTexts(stored, (hash) => {
    const isSnapshot = hash === snapshot.text;
    const text = isSnapshot ? findSnapshotText(stored, find) : find(hash);
    if (text !== undefined) return text;
    throw new StorageError('STORAGE_CORRUPT', `a text of decision ${row.id} is missing: ${hash}`);
  });
}
