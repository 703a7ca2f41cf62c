import { findUnknownFrom } from '@quarterdeck/core/decision/journal/knowledge-cutoff';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import { describeRefusal, denied, PASSED, type Verdict } from '@quarterdeck/core/kernel/verdict';
import type { ModelChoice } from './model-choice.ts';

export interface EvidenceFacts {
  readonly choice: ModelChoice;
  readonly isGenerated: boolean;
  readonly tsFrom: EpochMs;
  /** All that may be asked, or were. */
  readonly models: readonly string[];
}

/** Whether the figures of a run can say anything about a model; a refusal says why they cannot. */
export function judgeEvidence(facts: EvidenceFacts): Verdict {
  const { choice, isGenerated, tsFrom, models } = facts;
  if (choice.kind === 'scripted') return denied('EVIDENCE_SCRIPTED', { model: choice.name });
  if (isGenerated) return denied('EVIDENCE_GENERATED_MARKET');
  for (const model of models) {
    const unknownFrom = findUnknownFrom(model);
    if (!unknownFrom.ok) return unknownFrom;
    if (tsFrom >= unknownFrom.value) continue;
    return denied('EVIDENCE_BEFORE_CUTOFF', {
      model,
      tsFirst: tsFrom,
      tsUnknownFrom: unknownFrom.value,
    });
  }
  return PASSED;
}

export interface EvidenceLabel {
  readonly label: 'evidence' | 'smoke test';
  readonly labelReason: string;
}

export function labelOf(facts: EvidenceFacts): EvidenceLabel {
  const verdict = judgeEvidence(facts);
  return verdict.ok
    ? { label: 'evidence', labelReason: '' }
    : { label: 'smoke test', labelReason: describeRefusal(verdict) };
}
