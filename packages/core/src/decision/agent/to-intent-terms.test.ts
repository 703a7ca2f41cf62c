import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { termsConfigSchema } from '../../contract/agent/config/decision.schema.ts';
import type { AgentDecision } from '../../model/agent/decision.ts';
import { answerContext, wireAnswer } from './answer.fixture.ts';
import { readAnswer } from './read-answer.ts';
import { toIntentTerms, type TermsCode, type TermsFacts } from './to-intent-terms.ts';

const config = termsConfigSchema.parse({});
const shorting = { ...config, may_short: true };
const facts: TermsFacts = {
  held: 'none',
  units: 0.02,
  probability: 0.57,
  mid: 50_000,
  atr: 500,
  maxStopBps: 400,
};
function decision(over: Partial<AgentDecision> = {}): AgentDecision {
  const reading = readAnswer(JSON.stringify(wireAnswer()), 'end_turn', answerContext());
  if (reading.decision === undefined) throw new Error(reading.detail);
  return { ...reading.decision, ...over };
}
const sell = (over: Partial<AgentDecision> = {}) =>
  decision({ action: 'SELL', event: 'down_1atr_before_up_1atr', takeProfit: null, ...over });

describe('toIntentTerms', () => {
  it('enters long with the given size, the calibrated chance and levels from ATR', () => {
    expect(toIntentTerms(decision(), facts, config)).toEqual({
      kind: 'entry',
      side: 'buy',
      entry_units_intent: 0.02,
      stopPrice: 49_000,
      targetPrice: 51_500,
      entry_probability: 0.57,
      thesis: 'Momentum is turning up while funding is still low.',
      expiresInMs: 5_000,
      clamps: [],
    });
  });

  it('opens a short only where shorts are allowed', () => {
    expect(toIntentTerms(sell(), facts, config)).toMatchObject({ code: 'TERMS_SHORT_NOT_ALLOWED' });
    expect(toIntentTerms(sell(), facts, shorting)).toMatchObject({
      side: 'sell',
      entry_units_intent: -0.02,
      stopPrice: 51_000,
    });
  });

  it.each([
    ['SELL', 'long'],
    ['BUY', 'short'],
  ] as const)('closes with %s a share of a %s, whatever the size for entries', (action, held) => {
    const terms = toIntentTerms(decision({ action }), { ...facts, held, units: 0 }, config);
    expect(terms).toMatchObject({ kind: 'exit', fraction: 0.4 });
  });

  const none: [TermsCode, Partial<AgentDecision>, Partial<TermsFacts>][] = [
    ['TERMS_NOTHING_WANTED', { action: 'HOLD' }, {}],
    ['TERMS_NOTHING_WANTED', { action: 'ABSTAIN' }, { held: 'long' }],
    ['TERMS_ALREADY_HELD', {}, { held: 'long' }],
    ['TERMS_SIZE_ZERO', {}, { units: 0 }],
    ['TERMS_SIZE_ZERO', {}, { units: Number.NaN }],
    ['TERMS_SIZE_ZERO', { action: 'SELL', sizeFraction: 0 }, { held: 'long' }],
    ['TERMS_PRICE_MISSING', {}, { mid: 0 }],
    ['TERMS_PRICE_MISSING', {}, { atr: Number.NaN }],
    ['TERMS_STOP_PASSED', { stop: { kind: 'level', value: 50_000 } }, {}],
    ['TERMS_TARGET_PASSED', {}, { mid: 51_600 }],
  ];
  it.each(none)('wants nothing: %s %j %j', (code, over, change) => {
    const terms = toIntentTerms(decision(over), { ...facts, ...change }, config);
    expect(terms).toMatchObject({ kind: 'none', code });
  });

  it('moves a stop to the furthest and the nearest that is allowed, and says so', () => {
    const far = toIntentTerms(decision({ stop: { kind: 'atr', value: 10 } }), facts, config);
    expect(far).toMatchObject({
      stopPrice: 48_000,
      clamps: [{ rule: 'stop_beyond_safety', fromBps: 1_000, toBps: 400 }],
    });
    const near = toIntentTerms(decision({ stop: { kind: 'level', value: 49_999 } }), facts, config);
    expect(near).toMatchObject({ stopPrice: 49_925, clamps: [{ rule: 'stop_too_near' }] });
    const unnamed = toIntentTerms(decision({ stop: null }), facts, config);
    expect(unnamed).toMatchObject({ stopPrice: 48_000, clamps: [{ rule: 'stop_defaulted' }] });
  });

  it('never places a stop beyond the safety layer or on the wrong side', () => {
    const level = fc.oneof(
      fc.record({
        kind: fc.constant('atr' as const),
        value: fc.double({ min: 0.001, max: 20, noNaN: true }),
      }),
      fc.record({
        kind: fc.constant('level' as const),
        value: fc.double({ min: 1, max: 99_999, noNaN: true }),
      }),
    );
    fc.assert(
      fc.property(
        level,
        fc.boolean(),
        fc.integer({ min: 1, max: 1_000 }),
        (stop, isBuy, maxStopBps) => {
          const wish = isBuy ? decision({ stop }) : sell({ stop });
          const terms = toIntentTerms(wish, { ...facts, maxStopBps }, shorting);
          if (terms.kind !== 'entry') return;
          const awayBps = ((isBuy ? 1 : -1) * (facts.mid - terms.stopPrice) * 10_000) / facts.mid;
          expect(awayBps).toBeGreaterThan(0);
          expect(awayBps).toBeLessThanOrEqual(maxStopBps + 1e-6);
        },
      ),
    );
  });
});
