import type { EpochMs } from '../../kernel/clock.ts';
import { denied, parsed, type Parsed } from '../../kernel/verdict.ts';

interface KnowledgeCutoff {
  readonly model: string;
  /** First moment the model cannot have read about. */
  readonly tsUnknownFrom: EpochMs;
}

const monthAfter = (iso: string): EpochMs => Date.parse(`${iso}-01T00:00:00Z`);

/** Published by the provider as a month, read on 2026-11-21; the whole month counts as known. */
const KNOWLEDGE_CUTOFFS: readonly KnowledgeCutoff[] = [
  { model: 'claude-opus-5-5', tsUnknownFrom: monthAfter('2026-07') },
  { model: 'claude-sonnet-5-5', tsUnknownFrom: monthAfter('2026-07') },
  { model: 'claude-haiku-5-5', tsUnknownFrom: monthAfter('2026-07') },
];

/** Also of a dated name of the same model. A model nobody has entered here proves nothing. */
export function findUnknownFrom(model: string): Parsed<EpochMs> {
  const name = model.replace(/-\d{8}$/, '');
  const found = KNOWLEDGE_CUTOFFS.find((cutoff) => cutoff.model === name);
  if (found === undefined) return denied('EVIDENCE_CUTOFF_UNKNOWN', { model });
  return parsed(found.tsUnknownFrom);
}
