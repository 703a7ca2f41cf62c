import {
  decisionRecordSchema,
  type DecisionRecord,
} from '@quarterdeck/core/contract/agent/decision-record.schema';

export const DECIDED = Date.UTC(2026, 10, 2);

const play = (action: string, notionalQuote: number) => ({
  action,
  notionalQuote,
  reduces: false,
  stopPrice: null,
  targetPrice: null,
});
const bySignal = (value: number) => ({
  trend: value,
  momentum: value,
  reversion: value,
  volume: value,
  derivatives: value,
});

const BOUGHT = {
  recordVersion: 1,
  decisionId: 'd-1',
  questionId: 'q-1',
  symbol: 'BTC/USDT',
  tsData: DECIDED - 20,
  tsDecision: DECIDED,
  tsOrder: DECIDED + 1_000,
  actor: 'model',
  outcome: 'MODEL_BUY',
  gate: { layer: 'z_price', numbers: { value: 3.25, threshold: 3 } },
  snapshot: { version: 1, hash: 'a'.repeat(64), text: '' },
  request: null,
  modelReturned: 'claude-opus-5-5',
  attempts: [
    {
      attempt: 1,
      model: 'claude-opus-5-5',
      requestId: null,
      tsSent: DECIDED + 5,
      tsEnded: DECIDED + 900,
      usage: null,
      status: 200,
      end: 'message',
      failure: null,
      detail: '',
    },
  ],
  answer: { text: '{}', stopReason: 'end_turn' },
  failure: null,
  decision: {
    action: 'BUY',
    symbol: 'BTC/USDT',
    sizeFraction: 0.5,
    pEvent: 0.62,
    event: 'up_1atr_before_down_1atr',
    horizon: '4h',
    stop: { kind: 'atr', value: 1.5 },
    takeProfit: null,
    evidence: [],
    signalConfidence: bySignal(0.5),
    rationale: 'Trend holds.',
    invalidation: null,
    wake: [],
    nextCheckS: 900,
    memory: [],
  },
  draw: null,
  probability: { raw: 0.62, calibrated: 0.55 },
  size: null,
  veto: null,
  orders: [
    {
      clientOrderId: 'q-desk1-d-1',
      leg: 'entry',
      side: 'buy',
      qty: '0.0166',
      price: '60010.5',
      reduceOnly: false,
    },
  ],
  market: { bid: 59_994, ask: 60_006, takerFeeBps: 5 },
  plays: { taken: play('BUY', 1_000), rules: play('HOLD', 0), vetoed: null },
  cost: {
    certain: '0.0122',
    seen: '0',
    unbilled: 0,
    total: '0.0122',
    priceTableVersion: '2026-11-21',
  },
  versions: { sdk: '1.11.0', prompt: 'p1', schema: 's1', configHash: 'b'.repeat(64) },
  breaker: { state: 'closed', failure: null },
  budget: { mode: 'normal', spent: '1.5', limit: '10' },
  inputs: {},
} as const;

/** The model bought at the market's price, but for these changes. */
export const recordOf = (changes: Readonly<Record<string, unknown>> = {}): DecisionRecord =>
  decisionRecordSchema.parse({ ...BOUGHT, ...changes });

/** The same decision with another action. */
export const deciding = (action: string) => ({ ...BOUGHT.decision, action });

/** Of a decision that sent nothing. */
export const UNSENT = {
  tsOrder: null,
  orders: [],
  plays: { taken: play('HOLD', 0), rules: null, vetoed: null },
};

/** Nobody answered. */
export const FAILED = {
  ...UNSENT,
  outcome: 'FAIL_OVERLOAD',
  decision: null,
  answer: null,
  modelReturned: null,
  failure: { failure: 'pressure', outcome: 'FAIL_OVERLOAD', detail: '529' },
  probability: { raw: null, calibrated: null },
};
