import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wireDecisionSchema, type WireDecision } from '../../contract/agent/decision.schema.ts';
import { ANSWER_FAILURES } from './answer-context.ts';
import { answerContext, wireAnswer } from './answer.fixture.ts';
import { readAnswer } from './read-answer.ts';

const MODEL = ['MODEL_BUY', 'MODEL_SELL', 'MODEL_HOLD', 'MODEL_ABSTAIN'];
const CLOSED: readonly string[] = [...MODEL, ...ANSWER_FAILURES];
const stops = fc.oneof(
  fc.constantFrom('end_turn', 'stop_sequence', 'max_tokens', 'refusal', 'tool_use', 'pause_turn'),
  fc.string(),
);
/** The valid answer with one field replaced by anything. */
const mutated = fc
  .tuple(fc.constantFrom(...Object.keys(wireAnswer())), fc.jsonValue())
  .map(([key, value]) => JSON.stringify({ ...wireAnswer({ action: 'HOLD' }), [key]: value }));
/** The valid answer's text with a stretch cut out or replaced. */
const torn = fc.tuple(fc.nat(1_500), fc.nat(60), fc.string()).map(([at, length, patch]) => {
  const text = JSON.stringify(wireAnswer({ action: 'HOLD' }));
  return text.slice(0, at) + patch + text.slice(at + length);
});
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.json(),
  mutated,
  torn,
  fc.constant(JSON.stringify(wireAnswer({ action: 'HOLD' }))),
);

it('gives any text and any stop reason exactly one outcome, and a decision only with a model outcome', () => {
  fc.assert(
    fc.property(texts, stops, (text, stopReason) => {
      const reading = readAnswer(text, stopReason, answerContext());
      expect(CLOSED).toContain(reading.outcome);
      expect(reading.decision !== undefined).toBe(MODEL.includes(reading.outcome));
    }),
    { numRuns: 1_000 },
  );
});

/** Independent of the reader: what must be true of a text for a hold to be a hold. */
function saysHold(text: string, stopReason: string): boolean {
  if (stopReason !== 'end_turn' && stopReason !== 'stop_sequence') return false;
  try {
    const shape = wireDecisionSchema.safeParse(JSON.parse(text));
    return shape.success && shape.data.action === 'HOLD' && shape.data.symbol === 'BTC/USDT';
  } catch {
    return false;
  }
}

it('says hold only where a complete answer of the right shape said it itself', () => {
  fc.assert(
    fc.property(texts, stops, (text, stopReason) => {
      const reading = readAnswer(text, stopReason, answerContext());
      fc.pre(reading.outcome === 'MODEL_HOLD');
      expect(saysHold(text, stopReason)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

it('finds every hold that was damaged in one field that matters', () => {
  const damage = fc.constantFrom<Partial<WireDecision>>(
    { size_fraction: 7 },
    { symbol: 'XRP/USDT' },
    { evidence: [] },
    { p_event: 0 },
    { rationale: '' },
    { next_check_s: -1 },
  );
  fc.assert(
    fc.property(damage, (over) => {
      const text = JSON.stringify(wireAnswer({ action: 'HOLD', ...over }));
      expect(readAnswer(text, 'end_turn', answerContext()).outcome).toBe('FAIL_RANGE');
    }),
  );
});

it('never keeps a character in a rationale that a person cannot see', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 1_500 }), (rationale) => {
      const text = JSON.stringify(wireAnswer({ rationale }));
      const kept = readAnswer(text, 'end_turn', answerContext()).decision?.rationale ?? '';
      expect(kept.length).toBeLessThanOrEqual(600);
      expect(kept).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    }),
    { numRuns: 500 },
  );
});
