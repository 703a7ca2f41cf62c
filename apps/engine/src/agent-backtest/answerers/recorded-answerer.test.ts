import { expect, it } from 'vitest';
import { PROMPT_VERSION } from '@quarterdeck/core/decision/agent/static-text';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import { sampleDecision } from '../../../../../packages/db/src/testing/sample-decision.ts';
import { textDigest } from '../../runtime/agent/text-digest.ts';
import type { Question } from './answerer.ts';
import { createRecordedAnswerer, wallShiftOf } from './recorded-answerer.ts';

const ASKED = Date.UTC(2026, 10, 2);
const freshText = JSON.stringify({ as_of: new Date(ASKED).toISOString() });
const text = [PROMPT_VERSION, 'slow', freshText].join('\n');
const sample = sampleDecision(1);
const record = {
  ...sample,
  tsDecision: ASKED + 2_500,
  snapshot: { ...sample.snapshot, text, hash: textDigest(text) },
  request: sample.request && { ...sample.request, slowText: 'slow', freshText },
};

const question = (fresh: string): Question => ({
  type: 'AskModel',
  questionId: 'q',
  symbol: asSymbolId('BTC/USDT'),
  needsFreshClient: false,
  request: {
    model: 'claude-opus-5-5',
    effort: 'medium',
    maxTokens: 1_000,
    deadlineMs: 120_000,
    staticText: 'static',
    slowText: 'slow',
    freshText: fresh,
    schema: {},
  },
});
const at = { ts: 0, tsWall: 0 };

it('gives what was answered to the same snapshot, after the time it took', () => {
  const answerer = createRecordedAnswerer([record]);
  expect(answerer.answer(question(freshText), at)).toMatchObject({
    latencyMs: 2_500,
    attempts: record.attempts,
    result: { kind: 'message', text: record.answer?.text, stopReason: 'end_turn' },
  });
  expect(answerer.missed).toBe(0);
});

it('lets a question that was never asked end at its deadline, and counts it', () => {
  const answerer = createRecordedAnswerer([record]);
  expect(answerer.answer(question('{}'), at)).toMatchObject({
    latencyMs: 120_000,
    attempts: [],
    result: { kind: 'failure', outcome: 'FAIL_DEADLINE' },
  });
  expect(answerer.missed).toBe(1);
});

it('knows from the first call how far its wall was away, in whole days', () => {
  const [first] = record.attempts;
  const moved = (tsSent: number) => [{ ...record, attempts: first ? [{ ...first, tsSent }] : [] }];
  expect(wallShiftOf(moved(ASKED))).toBe(0);
  expect(wallShiftOf(moved(ASKED + 19 * 86_400_000))).toBe(19 * 86_400_000);
  expect(wallShiftOf([])).toBeUndefined();
});
