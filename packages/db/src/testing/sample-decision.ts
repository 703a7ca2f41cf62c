import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import { sampleRecord } from '@quarterdeck/core/decision/journal/record.fixture';
import { sha256 } from '../hash-chain.ts';

type Changes = Parameters<typeof sampleRecord>[0];

export const DECIDED = Date.UTC(2026, 10, 2);

/** The `number`-th decision, a minute after the one before. */
export function sampleDecision(number: number, changes: Changes = {}): DecisionRecord {
  const text = `BTC/USDT close ${60_000 + number}`;
  const tsDecision = DECIDED + number * 60_000;
  const facts = { decisionId: `d-${number}`, questionId: `q-${number}`, tsDecision };
  const snapshot = { version: 1, hash: sha256(text), text };
  return sampleRecord({ ...facts, tsOrder: tsDecision + 900, snapshot, ...changes });
}
