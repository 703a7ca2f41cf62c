import type { z } from 'zod';
import {
  ANSWER_LIMITS,
  wireDecisionSchema,
  type WireDecision,
} from '../../contract/agent/decision.schema.ts';
import { asSymbolId } from '../../kernel/ids.ts';
import type { AgentAction, AgentDecision } from '../../model/agent/decision.ts';
import {
  complain,
  type AnswerComplaint,
  type AnswerContext,
  type AnswerReading,
  type ModelOutcome,
} from './answer-context.ts';
import { checkEvidence, checkStance, checkSymbols, checkTexts } from './check-stance.ts';
import { cleanText, cutText } from './clean-text.ts';

const OUTCOME_OF: Readonly<Record<AgentAction, ModelOutcome>> = {
  BUY: 'MODEL_BUY',
  SELL: 'MODEL_SELL',
  HOLD: 'MODEL_HOLD',
  ABSTAIN: 'MODEL_ABSTAIN',
};

/**
 * One answer, one outcome. The stop reason comes first: a refusal or a cut answer may well be valid JSON.
 * Only a complete answer that passed every check gives a decision, so that no failure can read as a hold.
 */
export function readAnswer(
  text: string,
  stopReason: string,
  context: AnswerContext,
): AnswerReading {
  const shaped = checkStop(stopReason) ?? shapeAnswer(text);
  if ('outcome' in shaped) return shaped;
  const { decision, cut } = toDecision(shaped);
  const complaint =
    checkSymbols(decision, context) ??
    checkEvidence(decision, context) ??
    checkStance(decision, context) ??
    checkTexts(decision);
  if (complaint !== undefined) return complaint;
  return {
    outcome: OUTCOME_OF[decision.action],
    decision,
    detail: 'ANSWER_READ',
    numbers: cut > 0 ? { rationaleCut: cut } : {},
  };
}

function checkStop(stopReason: string): AnswerComplaint | undefined {
  switch (stopReason) {
    case 'end_turn':
    case 'stop_sequence':
      return undefined;
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return complain('FAIL_TRUNCATED', 'ANSWER_TRUNCATED', { stopReason });
    case 'refusal':
      return complain('FAIL_REFUSED', 'ANSWER_REFUSED');
    default:
      return complain('FAIL_PARSE', 'ANSWER_STOPPED_OTHERWISE', {
        stopReason: cutText(cleanText(stopReason), 40),
      });
  }
}

function shapeAnswer(text: string): WireDecision | AnswerComplaint {
  const chars = text.length;
  if (chars > ANSWER_LIMITS.answerChars) {
    return complain('FAIL_PARSE', 'ANSWER_TOO_LONG', { chars, limit: ANSWER_LIMITS.answerChars });
  }
  if (text.trim() === '') return complain('FAIL_PARSE', 'ANSWER_EMPTY', { chars });
  const json = parseJson(text);
  if (json === undefined) return complain('FAIL_PARSE', 'ANSWER_NOT_JSON', { chars });
  const shape = wireDecisionSchema.safeParse(json.value);
  return shape.success ? shape.data : describeIssues(shape.error.issues);
}

/** No salvage: a fence, a prefix or a comma too many is an answer that broke its grammar. */
function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** Issues of a value of the right type that is outside what is allowed. */
const RANGE_ISSUES: ReadonlySet<string> = new Set([
  'too_small',
  'too_big',
  'not_multiple_of',
  'invalid_format',
  'custom',
]);

/** `1e999` is JSON and reads as infinity: a number, and out of every range. */
const isRangeIssue = (issue: z.core.$ZodIssue): boolean =>
  RANGE_ISSUES.has(issue.code) ||
  (issue.code === 'invalid_type' && (issue as { received?: unknown }).received === 'Infinity');

function describeIssues(issues: readonly z.core.$ZodIssue[]): AnswerComplaint {
  const shapeIssue = issues.find((issue) => !isRangeIssue(issue));
  const worst = shapeIssue ?? issues[0];
  const numbers = {
    issues: issues.length,
    at: cutText(cleanText(worst?.path.join('.') ?? ''), 80),
    issue: worst?.code ?? 'none',
  };
  return shapeIssue === undefined
    ? complain('FAIL_RANGE', 'ANSWER_OUT_OF_RANGE', numbers)
    : complain('FAIL_PARSE', 'ANSWER_BREAKS_SCHEMA', numbers);
}

/** The wire's names become ours; text is cleaned here once, so that nothing behind this line sees the raw one. */
function toDecision(wire: WireDecision): { decision: AgentDecision; cut: number } {
  const rationale = cleanText(wire.rationale);
  const kept = cutText(rationale, ANSWER_LIMITS.rationaleChars);
  const decision: AgentDecision = {
    action: wire.action,
    symbol: asSymbolId(wire.symbol),
    sizeFraction: wire.size_fraction,
    pEvent: wire.p_event,
    event: wire.event,
    horizon: wire.horizon,
    stop: wire.stop,
    takeProfit: wire.take_profit,
    evidence: wire.evidence,
    signalConfidence: wire.signal_confidence,
    rationale: kept,
    invalidation: wire.invalidation,
    wake: wire.wake,
    nextCheckS: wire.next_check_s,
    memory: wire.memory.map((item) => ({ ...item, value: cleanText(item.value) })),
  };
  return { decision, cut: rationale.length - kept.length };
}
