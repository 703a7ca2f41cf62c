import type { AnswerReading } from '@quarterdeck/core/decision/agent/answer-context';
import { readAnswer } from '@quarterdeck/core/decision/agent/read-answer';
import type { AgentAction, AgentDecision, Horizon } from '@quarterdeck/core/model/agent/decision';
import type { Usage } from '@quarterdeck/core/model/agent/model-call';
import type { BatchAnswer } from '../../../../adapters/claude/batch-answer.ts';
import type { StoredQuestion } from './stored-question.ts';

/** What one model made of one question. */
export interface Said {
  /** `CANCELLED` and `NO_RESULT`: not asked, or never heard of again. */
  readonly outcome: string;
  /** Null: nothing was decided. */
  readonly action: AgentAction | null;
  /** Stated probability that the price rises by one ATR before it falls by one. */
  readonly pUp: number | null;
  readonly horizon: Horizon | null;
  readonly detail: string;
}

export interface ShadowAnswer {
  readonly decisionId: string;
  readonly symbol: string;
  readonly tsDecision: number;
  readonly original: Said;
  readonly shadow: Said;
  /** Null: nothing was billed. */
  readonly usage: Usage | null;
}

const pUpOf = ({ event, pEvent }: AgentDecision): number =>
  event === 'up_1atr_before_down_1atr' ? pEvent : 1 - pEvent;

function saidIn({ outcome, detail, decision }: AnswerReading): Said {
  if (decision === undefined) return { ...NOTHING, outcome, detail };
  const { action, horizon } = decision;
  return { outcome, detail, action, horizon, pUp: pUpOf(decision) };
}

const NOTHING = { action: null, pUp: null, horizon: null } as const;

/** The model's own word: a veto or a rule that stood in says nothing about it. */
function originalOf({ record, context }: StoredQuestion): Said {
  const { answer, failure, outcome } = record;
  if (answer !== null) return saidIn(readAnswer(answer.text, answer.stopReason, context));
  return { ...NOTHING, outcome: failure?.outcome ?? outcome, detail: failure?.detail ?? '' };
}

function shadowOf({ context }: StoredQuestion, answer: BatchAnswer | undefined): Said {
  switch (answer?.kind) {
    case 'message':
      return saidIn(readAnswer(answer.text, answer.stopReason, context));
    case 'failure':
      return { ...NOTHING, outcome: answer.outcome, detail: answer.detail };
    case 'cancelled':
      return { ...NOTHING, outcome: 'CANCELLED', detail: '' };
    case undefined:
      return { ...NOTHING, outcome: 'NO_RESULT', detail: '' };
  }
}

/** Read like any answer, against what the recorded one was read against; nothing follows from it. */
export function readShadow(
  question: StoredQuestion,
  answer: BatchAnswer | undefined,
): ShadowAnswer {
  const { decisionId, symbol, tsDecision } = question.record;
  const usage = answer === undefined || answer.kind === 'cancelled' ? null : answer.usage;
  const sides = { original: originalOf(question), shadow: shadowOf(question, answer) };
  return { decisionId, symbol, tsDecision, ...sides, usage };
}
