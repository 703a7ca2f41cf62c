import { describe, expect, test } from 'vitest';
import { decisionRecordSchema } from '../../contract/agent/decision-record.schema.ts';
import { mapTexts } from './map-texts.ts';
import { failedFacts, sampleFacts, sampleRecord, T0, withoutOrders } from './record.fixture.ts';
import type { RecordFacts } from './build-record.ts';

describe('a decision record', () => {
  test('carries exact cost, the texts as sent and the model that answered', () => {
    expect(sampleRecord()).toMatchObject({
      recordVersion: 1,
      modelReturned: 'claude-opus-5-5',
      answer: { text: '{"action":"BUY"}', stopReason: 'end_turn' },
      failure: null,
      request: { staticText: 'rules of the desk', schemaText: '{"type":"object"}' },
      cost: { certain: '0.0122', total: '0.0122', unbilled: 0 },
      budget: { spent: '1.5', limit: '10' },
    });
  });

  test('is the same after a trip through JSON', () => {
    const record = sampleRecord();
    expect(decisionRecordSchema.parse(JSON.parse(JSON.stringify(record)))).toStrictEqual(record);
  });

  test('keeps why a call failed, and no answer', () => {
    expect(sampleRecord(failedFacts)).toMatchObject({
      answer: null,
      modelReturned: null,
      failure: { failure: 'pressure', outcome: 'FAIL_OVERLOAD', detail: '529' },
    });
  });

  test('of rules that abstain says hold', () => {
    const decision = sampleFacts().decision && {
      ...sampleFacts().decision,
      action: 'ABSTAIN' as const,
    };
    const facts = { ...withoutOrders, actor: 'rules', outcome: 'FALLBACK_HOLD' } as const;
    const record = sampleRecord({
      ...facts,
      decision: decision as RecordFacts['decision'],
      orders: [],
    });
    expect(record.decision?.action).toBe('ABSTAIN');
  });

  const bad: readonly (readonly [string, Partial<RecordFacts>, string])[] = [
    ['decided before its data', { tsData: T0 + 1 }, 'CLOCKS'],
    ['a model outcome of the rules', { actor: 'rules' }, 'ACTOR'],
    ['a hold that says buy', { outcome: 'MODEL_HOLD' }, 'ACTION'],
    ['a failure that is a hold', { ...failedFacts, outcome: 'MODEL_HOLD' }, 'ACTOR'],
    ['a failure that decides', { ...withoutOrders, outcome: 'FAIL_PARSE' }, 'FAILURE_DECIDES'],
    ['a veto without a name', { ...withoutOrders, outcome: 'VETO_STALE' }, 'VETO'],
    ['a veto that orders', { outcome: 'VETO_RISK', veto: { code: 'X', numbers: {} } }, 'ORDERS'],
    ['orders without their time', { tsOrder: null }, 'ORDER_TIME'],
    ['a question without a number', { questionId: null }, 'QUESTION'],
    [
      'a probability that is no number',
      { probability: { raw: Number.NaN, calibrated: 0 } },
      'NOT_FINITE',
    ],
  ];
  test.each(bad)('is refused as a fault: %s', (_what, changes, code) => {
    expect(() => sampleRecord(changes)).toThrow(code);
  });

  test('gives out every long text, and takes each back', () => {
    const record = sampleRecord();
    const seen: string[] = [];
    const marked = mapTexts(record, (text) => {
      seen.push(text);
      return `#${text}`;
    });
    expect(seen).toStrictEqual([
      'BTC/USDT close 60000',
      'rules of the desk',
      'candles of the day',
      'quotes of now',
      '{"type":"object"}',
      '{"action":"BUY"}',
      '{"map":[]}',
      '{"cap":0.1}',
    ]);
    expect(mapTexts(marked, (text) => text.slice(1))).toStrictEqual(record);
  });
});
