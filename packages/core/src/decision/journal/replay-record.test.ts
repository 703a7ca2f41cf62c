import { expect, test } from 'vitest';
import { failedFacts, sampleAgentDecision, sampleRecord, withoutOrders } from './record.fixture.ts';
import { replayRecord, type ReplaySteps } from './replay-record.ts';

/** Steps that work out what the sample's facts say, from the record's texts alone. */
const steps: ReplaySteps = {
  readAnswer: ({ answer, failure }) =>
    answer === null
      ? {
          outcome: failure?.outcome === 'FAIL_OVERLOAD' ? 'FAIL_OVERLOAD' : 'FAIL_BUG',
          decision: null,
        }
      : { outcome: 'MODEL_BUY', decision: sampleAgentDecision },
  runRules: () => ({ outcome: 'FALLBACK_BUY', decision: sampleAgentDecision }),
  calibrate: () => 0.55,
  size: ({ inputs }, { sizeFraction }) => {
    const { cap } = JSON.parse(inputs['size'] ?? '') as { cap: number };
    const clamps = [{ name: 'kelly_cap', before: sizeFraction, after: cap }];
    return { unit: 'risk_fraction', requested: sizeFraction, clamps, final: cap };
  },
  preSendCheck: ({ orders }, { outcome }) => ({ outcome, veto: null, orders }),
};

test('a record replays to itself, whoever decided it', () => {
  expect(replayRecord(sampleRecord(), steps)).toBeUndefined();
  expect(replayRecord(sampleRecord(failedFacts), steps)).toBeUndefined();
  const rules = sampleRecord({ actor: 'rules', outcome: 'FALLBACK_BUY' });
  expect(replayRecord(rules, steps)).toBeUndefined();
});

test.each<[string, Partial<ReplaySteps>, unknown]>([
  [
    'outcome',
    { readAnswer: () => ({ outcome: 'FAIL_PARSE', decision: null }) },
    { field: 'outcome', recorded: 'MODEL_BUY', now: 'FAIL_PARSE' },
  ],
  [
    'decision',
    {
      readAnswer: () => ({
        outcome: 'MODEL_BUY',
        decision: { ...sampleAgentDecision, evidence: [] },
      }),
    },
    { field: 'decision.evidence.0', now: undefined },
  ],
  ['probability', { calibrate: () => 0.56 }, { field: 'probability.calibrated', now: 0.56 }],
  [
    'clamp',
    {
      size: () => ({
        unit: 'risk_fraction',
        requested: 0.5,
        clamps: [{ name: 'kelly_cap', before: 0.5, after: 0.2 }],
        final: 0.1,
      }),
    },
    { field: 'size.clamps.0.after', recorded: 0.1, now: 0.2 },
  ],
  [
    'order',
    {
      preSendCheck: ({ orders }, { outcome }) => ({
        outcome,
        veto: null,
        orders: orders.map((order) => ({ ...order, qty: '0.0167' })),
      }),
    },
    { field: 'orders.0.qty', recorded: '0.0166', now: '0.0167' },
  ],
  [
    'veto',
    {
      preSendCheck: (_record, { outcome }) => ({
        outcome,
        veto: { code: 'PRICE_DRIFT', numbers: { bps: 40 } },
        orders: [],
      }),
    },
    { field: 'veto', recorded: null },
  ],
])('another %s is the first difference', (_what, changed, difference) => {
  expect(replayRecord(sampleRecord(), { ...steps, ...changed })).toMatchObject(
    difference as object,
  );
});

test('an order that is no longer sent is a difference', () => {
  const preSendCheck: ReplaySteps['preSendCheck'] = (_record, { outcome }) => ({
    outcome,
    veto: null,
    orders: [],
  });
  expect(replayRecord(sampleRecord(), { ...steps, preSendCheck })?.field).toBe('orders.0');
  const silent = sampleRecord({ ...withoutOrders });
  expect(replayRecord(silent, { ...steps, preSendCheck })).toBeUndefined();
});
