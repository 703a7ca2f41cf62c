import { createHash } from 'node:crypto';
import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import type { WireDecision } from '@quarterdeck/core/contract/agent/decision.schema';
import { valuesOf } from '@quarterdeck/core/decision/agent/agent-inputs';
import { readAnswer } from '@quarterdeck/core/decision/agent/read-answer';
import { STATIC_TEXT } from '@quarterdeck/core/decision/agent/static-text';
import type { ModelAttempt, Usage } from '@quarterdeck/core/model/agent/model-call';
import {
  answerContext,
  wireAnswer,
} from '../../../../../packages/core/src/decision/agent/answer.fixture.ts';
import {
  holdPlay,
  sampleRecord,
} from '../../../../../packages/core/src/decision/journal/record.fixture.ts';

const USAGE: Usage = {
  inputTokens: 2_000,
  outputTokens: 500,
  thinkingTokens: 100,
  cacheRead: 3_000,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
};

const attemptAt = (tsSent: number, usage: Usage): ModelAttempt => ({
  attempt: 1,
  model: 'claude-opus-5-5',
  requestId: 'req_1',
  tsSent,
  tsEnded: tsSent + 900,
  usage,
  status: 200,
  end: 'message',
  failure: null,
  detail: '',
});

type Changes = Parameters<typeof sampleRecord>[0];

/** 2026-11-02T00:00:00Z: after every model's knowledge. */
export const ASKED = Date.UTC(2026, 10, 2);

/** A hold: nothing was sized and nothing sent. */
export const holdAnswer = (over: Partial<WireDecision> = {}): WireDecision =>
  wireAnswer({
    action: 'HOLD',
    size_fraction: 0,
    p_event: 0.55,
    stop: null,
    take_profit: null,
    ...over,
  });

/** The `number`-th decision, ten minutes after the one before: a question, its answer, and what it was read against. */
export function askedDecision(
  number: number,
  said: WireDecision = holdAnswer(),
  changes: Changes = {},
): DecisionRecord {
  const { figures, ...context } = answerContext();
  const text = JSON.stringify(said);
  const reading = readAnswer(text, 'end_turn', answerContext());
  const fresh = `{"symbol":"BTC/USDT","question":${number}}`;
  const tsDecision = ASKED + number * 600_000;
  const usage = USAGE;
  const model = 'claude-opus-5-5';
  return sampleRecord({
    decisionId: `d-${number}`,
    questionId: `q-${number}`,
    tsData: tsDecision - 20,
    tsDecision,
    tsOrder: null,
    outcome: reading.outcome,
    decision: reading.decision ?? null,
    snapshot: { version: 1, hash: createHash('sha256').update(fresh).digest('hex'), text: fresh },
    request: {
      model,
      effort: 'medium',
      maxTokens: 4_000,
      deadlineMs: 120_000,
      staticText: STATIC_TEXT,
      slowText: 'mandate and limits',
      freshText: fresh,
      schema: { type: 'object' },
    },
    attempts: [attemptAt(tsDecision, usage)],
    result: { kind: 'message', text, stopReason: 'end_turn', model, requestId: 'req_1', usage },
    draw: null,
    probability: { raw: reading.decision?.pEvent ?? null, calibrated: null },
    size: null,
    orders: [],
    plays: { taken: holdPlay, rules: holdPlay, vetoed: null },
    inputs: { readAnswer: JSON.stringify({ ...context, figures: valuesOf(figures) }) },
    ...changes,
  });
}
