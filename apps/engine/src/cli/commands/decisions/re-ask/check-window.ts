import { findUnknownFrom } from '@quarterdeck/core/decision/journal/knowledge-cutoff';
import { denied, PASSED, type Verdict } from '@quarterdeck/core/kernel/verdict';
import type { StoredQuestion } from './stored-question.ts';

/**
 * Whether the model may have read about the days it is asked about. Then its answers show that the machinery works and
 * nothing else.
 */
export function checkWindow(questions: readonly StoredQuestion[], model: string): Verdict {
  const unknownFrom = findUnknownFrom(model);
  if (!unknownFrom.ok) return unknownFrom;
  const tsFirst = Math.min(...questions.map(({ record }) => record.tsDecision));
  if (tsFirst >= unknownFrom.value) return PASSED;
  return denied('EVIDENCE_BEFORE_CUTOFF', { model, tsFirst, tsUnknownFrom: unknownFrom.value });
}
