import type { DecisionRecord, Play } from '../../contract/agent/decision-record.schema.ts';
import { money } from '../../kernel/decimal.ts';
import { asSymbolId } from '../../kernel/ids.ts';
import type { AgentDecision } from '../../model/agent/decision.ts';
import type { ModelAttempt, ModelRequest } from '../../model/agent/model-call.ts';
import { buildRecord, type RecordFacts } from './build-record.ts';

/** 2026-11-02T00:00:00Z: after every model's knowledge. */
export const T0 = Date.UTC(2026, 10, 2);

const usage = {
  inputTokens: 900,
  outputTokens: 400,
  thinkingTokens: 120,
  cacheRead: 3_000,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
};

const sampleAttempt: ModelAttempt = {
  attempt: 1,
  model: 'claude-opus-5-5',
  requestId: 'req_1',
  tsSent: T0 + 5,
  tsEnded: T0 + 900,
  usage,
  status: 200,
  end: 'message',
  failure: null,
  detail: '',
};

export const sampleAgentDecision: AgentDecision = {
  action: 'BUY',
  symbol: asSymbolId('BTC/USDT'),
  sizeFraction: 0.5,
  pEvent: 0.62,
  event: 'up_1atr_before_down_1atr',
  horizon: '4h',
  stop: { kind: 'atr', value: 1.5 },
  takeProfit: null,
  evidence: [{ field: 'BTC/USDT.1h.rsi14', stance: 'supports' }],
  signalConfidence: { trend: 0.7, momentum: 0.6, reversion: 0.1, volume: 0.4, derivatives: 0.5 },
  rationale: 'Trend holds; funding is calm — nothing against it.',
  invalidation: { kind: 'price_cross', symbol: 'BTC/USDT', level: 59_000, side: 'below' },
  wake: [{ kind: 'percent_move', symbol: 'BTC/USDT', percent: 2 }],
  nextCheckS: 900,
  memory: [],
};

const sampleRequest: ModelRequest = {
  model: 'claude-opus-5-5',
  effort: 'medium',
  maxTokens: 4_000,
  deadlineMs: 120_000,
  staticText: 'rules of the desk',
  slowText: 'candles of the day',
  freshText: 'quotes of now',
  schema: { type: 'object' },
};

export const buyPlay: Play = {
  action: 'BUY',
  notionalQuote: 1_000,
  reduces: false,
  stopPrice: null,
  targetPrice: null,
};
export const sellPlay: Play = { ...buyPlay, action: 'SELL' };
export const holdPlay: Play = { ...buyPlay, action: 'HOLD', notionalQuote: 0 };

const bySignal = (value: number) => ({
  trend: value,
  momentum: value,
  reversion: value,
  volume: value,
  derivatives: value,
});

/** The model was asked, said buy, and one order went out. */
export function sampleFacts(changes: Partial<RecordFacts> = {}): RecordFacts {
  return {
    decisionId: 'd-1',
    questionId: 'q-1',
    symbol: 'BTC/USDT',
    tsData: T0 - 20,
    tsDecision: T0,
    tsOrder: T0 + 1_000,
    actor: 'model',
    outcome: 'MODEL_BUY',
    gate: { layer: 'price_z_score', numbers: { z: 3.25, threshold: 3 } },
    snapshot: { version: 1, hash: 'a'.repeat(64), text: 'BTC/USDT close 60000' },
    request: sampleRequest,
    attempts: [sampleAttempt],
    result: {
      kind: 'message',
      text: '{"action":"BUY"}',
      stopReason: 'end_turn',
      model: 'claude-opus-5-5',
      requestId: 'req_1',
      usage,
    },
    decision: sampleAgentDecision,
    draw: { seed: 7, regime: 'calm', samples: bySignal(0.55), weights: bySignal(0.2) },
    probability: { raw: 0.62, calibrated: 0.55 },
    size: {
      unit: 'risk_fraction',
      requested: 0.5,
      clamps: [{ name: 'kelly_cap', before: 0.5, after: 0.1 }],
      final: 0.1,
    },
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
    plays: { taken: buyPlay, rules: holdPlay, vetoed: null },
    cost: { certain: money('0.0122'), seen: money('0'), unbilled: 0 },
    versions: { sdk: '1.11.0', prompt: 'p1', schema: 's1', configHash: 'b'.repeat(64) },
    breaker: { state: 'closed', failure: null },
    budget: { mode: 'full', spent: money('1.5'), limit: money('10') },
    inputs: { calibrate: '{"map":[]}', size: '{"cap":0.1}' },
    ...changes,
  };
}

export const sampleRecord = (changes: Partial<RecordFacts> = {}): DecisionRecord =>
  buildRecord(sampleFacts(changes));

/** Of a decision that sent nothing. */
export const withoutOrders: Pick<RecordFacts, 'tsOrder' | 'orders'> = { tsOrder: null, orders: [] };

/** The call failed and nothing was decided in its place. */
export const failedFacts: Partial<RecordFacts> = {
  ...withoutOrders,
  outcome: 'FAIL_OVERLOAD',
  result: {
    kind: 'failure',
    failure: 'pressure',
    outcome: 'FAIL_OVERLOAD',
    detail: '529',
    retryAfterMs: null,
  },
  decision: null,
  draw: null,
  probability: { raw: null, calibrated: null },
  size: null,
  plays: { taken: holdPlay, rules: sellPlay, vetoed: null },
};
