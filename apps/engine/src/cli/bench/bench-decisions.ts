import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import type { WireDecision } from '@quarterdeck/core/contract/agent/decision.schema';
import {
  contextOf,
  writeInputs,
  type ReadInput,
} from '@quarterdeck/core/decision/agent/agent-inputs';
import { decisionJsonSchema } from '@quarterdeck/core/decision/agent/decision-json-schema';
import { readAnswer } from '@quarterdeck/core/decision/agent/read-answer';
import { STATIC_TEXT } from '@quarterdeck/core/decision/agent/static-text';
import { buildRecord } from '@quarterdeck/core/decision/journal/build-record';
import { MINUTE_MS } from '@quarterdeck/core/kernel/clock';
import { money } from '@quarterdeck/core/kernel/decimal';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import { textDigest } from '../../runtime/agent/text-digest.ts';

const TS_FIRST = Date.UTC(2026, 10, 2);
const SYMBOL = asSymbolId('BTC/USDT');
const MODEL = 'claude-opus-5-5';
const SCHEMA = decisionJsonSchema([SYMBOL]);
const USAGE = {
  inputTokens: 2_000,
  outputTokens: 500,
  thinkingTokens: 100,
  cacheRead: 3_000,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
};

/** As many figures as a snapshot of four timeframes has. */
function readInputOf(number: number): ReadInput {
  const ids = Array.from({ length: 160 }, (_, at) => `btc.1h.bar${at}.close`);
  const figures = Object.fromEntries(ids.map((id, at) => [id, 60_000 + number + at / 8]));
  const mid = 60_000 + number;
  return { symbol: SYMBOL, symbols: [SYMBOL], figures, mid, atr: 300, held: 'none' };
}

function answerOf(number: number): WireDecision {
  const even = { trend: 0.5, momentum: 0.5, reversion: 0.4, volume: 0.5, derivatives: 0.5 };
  return {
    action: 'HOLD',
    symbol: SYMBOL,
    size_fraction: 0,
    p_event: 0.4 + (number % 20) / 100,
    event: 'up_1atr_before_down_1atr',
    horizon: '4h',
    stop: null,
    take_profit: null,
    evidence: [{ field: 'btc.1h.bar0.close', stance: 'supports' }],
    signal_confidence: even,
    rationale: 'The range holds and the costs of a trade are above what it offers.',
    invalidation: { kind: 'percent_move', symbol: SYMBOL, percent: 2 },
    wake: [],
    next_check_s: 900,
    memory: [],
  };
}

/** A question and its answer, a hold; the texts as long as real ones. */
export function benchDecision(number: number): DecisionRecord {
  const input = readInputOf(number);
  const text = JSON.stringify(answerOf(number));
  const { outcome, decision } = readAnswer(text, 'end_turn', contextOf(input));
  if (decision === undefined || outcome !== 'MODEL_HOLD') throw new Error(`unreadable: ${outcome}`);
  const freshText = JSON.stringify({ symbol: SYMBOL, figures: input.figures });
  const tsDecision = TS_FIRST + number * MINUTE_MS;
  const hold = { notionalQuote: 0, reduces: false, stopPrice: null, targetPrice: null };
  const none = { action: 'HOLD' as const, ...hold };
  const attempt = { attempt: 1, model: MODEL, requestId: `req_${number}`, status: 200 };
  return buildRecord({
    decisionId: `d-${number}`,
    questionId: `q-${number}`,
    symbol: SYMBOL,
    tsData: tsDecision,
    tsDecision,
    tsOrder: null,
    actor: 'model',
    outcome,
    gate: { layer: 'timer', numbers: { seconds: 900 } },
    snapshot: { version: 1, hash: textDigest(freshText), text: freshText },
    request: {
      model: MODEL,
      effort: 'medium',
      maxTokens: 12_000,
      deadlineMs: 120_000,
      staticText: STATIC_TEXT,
      slowText: '{"mandate":"bench"}',
      freshText,
      schema: SCHEMA,
    },
    attempts: [
      {
        ...attempt,
        tsSent: tsDecision,
        tsEnded: tsDecision + 900,
        usage: USAGE,
        ...{ end: 'message', failure: null, detail: '' },
      },
    ],
    result: {
      ...{ kind: 'message', text, stopReason: 'end_turn', model: MODEL },
      ...{ requestId: `req_${number}`, usage: USAGE },
    },
    decision,
    draw: null,
    probability: { raw: decision.pEvent, calibrated: null },
    size: null,
    veto: null,
    orders: [],
    market: { bid: 60_000, ask: 60_001, takerFeeBps: 5 },
    plays: { taken: none, rules: none, vetoed: null },
    cost: { certain: money('0.02'), seen: money('0'), unbilled: 0 },
    versions: { sdk: 'bench', prompt: 'bench', schema: 'bench', configHash: textDigest('') },
    breaker: { state: 'closed', failure: null },
    budget: { mode: 'full', spent: money('0'), limit: money('15') },
    inputs: writeInputs({ readAnswer: input }),
  });
}
