import type {
  DecisionSummary,
  StoredDecision,
} from '@quarterdeck/core/contract/agent/decision-list.schema';
import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';
import type {
  DecisionResult,
  HorizonResult,
} from '@quarterdeck/core/contract/agent/decision-result.schema';
import type { Snapshot } from '@quarterdeck/core/decision/agent/build-snapshot';
import { buildRecord, type RecordFacts } from '@quarterdeck/core/decision/journal/build-record';
import { money } from '@quarterdeck/core/kernel/decimal';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { AgentDecision } from '@quarterdeck/core/model/agent/decision';
import type { FailureClass, ModelAttempt } from '@quarterdeck/core/model/agent/model-call';
import { AGENT_SYMBOLS, inventSnapshot, sha256, type AgentSymbol } from './invented-snapshot.ts';

type Outcome = DecisionRecord['outcome'];

/** One of every ending, the common ones oftener. */
const ENDINGS: readonly Outcome[] = [
  'MODEL_HOLD',
  'MODEL_BUY',
  'MODEL_HOLD',
  'FALLBACK_HOLD',
  'VETO_STALE',
  'MODEL_SELL',
  'FAIL_OVERLOAD',
  'FALLBACK_BUY',
  'MODEL_ABSTAIN',
  'VETO_RISK',
  'MODEL_HOLD',
  'FAIL_PARSE',
  'FAIL_RANGE',
  'MODEL_BUY',
  'FALLBACK_SELL',
  'FAIL_DEADLINE',
  'FAIL_TRUNCATED',
  'VETO_HALT',
  'FAIL_REFUSED',
  'MODEL_HOLD',
  'FAIL_BUDGET',
  'FAIL_BUG',
  'FALLBACK_HOLD',
  'FAIL_ACCOUNT',
];
const CLASSES: Readonly<Partial<Record<Outcome, FailureClass>>> = {
  FAIL_OVERLOAD: 'pressure',
  FAIL_DEADLINE: 'transient',
  FAIL_ACCOUNT: 'account',
  FAIL_BUG: 'bug',
  FAIL_BUDGET: 'account',
};
const GATES = [
  { layer: 'z_price', numbers: { value: 3.42, threshold: 3 } },
  { layer: 'candle', numbers: { value: 900, threshold: 300 } },
  { layer: 'wake', numbers: { value: 98_400, threshold: 98_350 } },
  { layer: 'timer', numbers: { value: 902, threshold: 900 } },
] as const;
const HORIZON_MS = { '1h': 3_600_000, '4h': 14_400_000, '1d': 86_400_000 } as const;
const MODEL = 'claude-opus-5-5';
const RATIONALE =
  'Price holds above the rising 20-bar mean while the histogram turns up and taker flow leans to buyers; funding is small, so the crowd is not paying for it yet. Volume is thin, which speaks against the size.';

const actionOf = (outcome: Outcome): AgentDecision['action'] => {
  const said = outcome.slice(outcome.indexOf('_') + 1);
  if (said === 'BUY' || said === 'SELL' || said === 'HOLD' || said === 'ABSTAIN') return said;
  return 'BUY';
};

function decide(outcome: Outcome, symbol: AgentSymbol, snapshot: Snapshot): AgentDecision {
  const action = actionOf(outcome);
  const base = symbol.slice(0, 3).toLowerCase();
  const isOpening = action === 'BUY' || action === 'SELL';
  return {
    action,
    symbol: asSymbolId(symbol),
    sizeFraction: isOpening ? 0.6 : 0,
    pEvent: isOpening ? 0.64 : 0.51,
    event: action === 'SELL' ? 'down_1atr_before_up_1atr' : 'up_1atr_before_down_1atr',
    horizon: '4h',
    stop: isOpening ? { kind: 'atr', value: 1.5 } : null,
    takeProfit: isOpening
      ? {
          kind: 'level',
          value: Number((snapshot.mid * (action === 'BUY' ? 1.01 : 0.99)).toFixed(2)),
        }
      : null,
    evidence: [
      { field: `${base}.15m.macd_hist`, stance: 'supports' },
      { field: `${base}.15m.ema20`, stance: 'supports' },
      { field: `${base}.cvd_ratio`, stance: 'supports' },
      { field: `${base}.1h.bar0.close`, stance: 'supports' },
      { field: `${base}.1m.volume`, stance: 'opposes' },
    ],
    signalConfidence: { trend: 0.7, momentum: 0.6, reversion: 0.2, volume: 0.3, derivatives: 0.5 },
    rationale: RATIONALE,
    invalidation: {
      kind: 'price_cross',
      symbol,
      level: Number((snapshot.mid * 0.992).toFixed(2)),
      side: 'below',
    },
    wake: [{ kind: 'percent_move', symbol, percent: 0.8 }],
    nextCheckS: 900,
    memory: [],
  };
}

const usage = {
  inputTokens: 2_140,
  outputTokens: 912,
  thinkingTokens: 640,
  cacheRead: 4_820,
  cacheWrite5m: 610,
  cacheWrite1h: 0,
};

function attemptsOf(outcome: Outcome, ts: number): readonly ModelAttempt[] {
  const failure = CLASSES[outcome] ?? null;
  const one: ModelAttempt = {
    attempt: 1,
    model: MODEL,
    requestId: 'req_011invented',
    tsSent: ts + 4,
    tsEnded: ts + 6_480,
    usage,
    status: 200,
    end: 'message',
    failure: null,
    detail: '',
  };
  if (failure === null) return [one];
  const failed = { ...one, end: 'failure' as const, failure, usage: null, status: 529 };
  return [
    { ...failed, tsEnded: ts + 1_200, detail: 'overloaded_error' },
    { ...failed, attempt: 2, tsSent: ts + 2_200, tsEnded: ts + 9_040, detail: 'overloaded_error' },
  ];
}

const play = (action: AgentDecision['action'], notionalQuote: number) => ({
  action,
  notionalQuote,
  reduces: false,
  stopPrice: null,
  targetPrice: null,
});
const bySignal = (values: readonly number[]) => {
  const [trend = 0, momentum = 0, reversion = 0, volume = 0, derivatives = 0] = values;
  return { trend, momentum, reversion, volume, derivatives };
};

/** What an ending leaves in the record beyond what all have in common. */
function factsOf(outcome: Outcome, parts: { symbol: AgentSymbol; snapshot: Snapshot; ts: number }) {
  const { symbol, snapshot, ts } = parts;
  const [isFailure, isVeto] = [outcome.startsWith('FAIL_'), outcome.startsWith('VETO_')];
  const isRules = outcome.startsWith('FALLBACK_');
  const isAsked = !isRules && outcome !== 'FAIL_BUDGET';
  const decision = isFailure ? null : decide(outcome, symbol, snapshot);
  const isOpening = decision?.action === 'BUY' || decision?.action === 'SELL';
  const sends = isOpening && !isVeto;
  const side = decision?.action === 'SELL' ? ('sell' as const) : ('buy' as const);
  const failure = CLASSES[outcome];
  const final = outcome === 'VETO_RISK' ? 0 : 0.0184;
  const result: RecordFacts['result'] = !isAsked
    ? null
    : failure === undefined
      ? {
          kind: 'message',
          text:
            outcome === 'FAIL_PARSE'
              ? 'I would rather not say.'
              : JSON.stringify({ action: decision?.action, rationale: RATIONALE }, null, 2),
          stopReason: outcome === 'FAIL_TRUNCATED' ? 'max_tokens' : 'end_turn',
          model: MODEL,
          requestId: 'req_011invented',
          usage,
        }
      : { kind: 'failure', failure, outcome, detail: 'overloaded_error', retryAfterMs: 2_000 };
  return {
    decision,
    result,
    actor: isRules ? ('rules' as const) : ('model' as const),
    attempts: isAsked ? attemptsOf(outcome, ts) : [],
    probability: {
      raw: decision === null ? null : decision.pEvent,
      calibrated: decision === null || isRules ? null : 0.5 + 0.6 * (decision.pEvent - 0.5),
    },
    size: !isOpening
      ? null
      : {
          unit: 'base' as const,
          requested: 0.21,
          clamps: [
            { name: 'kelly_fraction', before: 0.21, after: 0.0525 },
            { name: 'kelly_cap', before: 0.0525, after: 0.0525 },
            { name: 'size_fraction', before: 0.0525, after: 0.0315 },
            { name: 'risk_budget', before: 0.0315, after: 0.0184 },
            { name: 'symbol_room', before: 0.0184, after: final },
            { name: 'total_room', before: final, after: final },
            { name: 'venue_minimum', before: final, after: final },
          ],
          final,
        },
    veto: isVeto
      ? {
          VETO_STALE: { code: 'SEND_PRICE_DRIFTED', numbers: { driftBps: 31.4, limitBps: 25 } },
          VETO_RISK: {
            code: 'EXPOSURE_SYMBOL_EXCEEDS_CAP',
            numbers: { exposure: '25120.40', cap: '25000' },
          },
          VETO_HALT: { code: 'GUARD_LOCKED', numbers: { by: 'operator' } },
        }[outcome as 'VETO_STALE' | 'VETO_RISK' | 'VETO_HALT']
      : null,
    tsOrder: sends ? ts + 6_491 : null,
    orders: sends
      ? [
          {
            clientOrderId: `q1-${ts.toString(36)}-e`,
            leg: 'entry' as const,
            side,
            qty: '0.0184',
            price: null,
            reduceOnly: false,
          },
          {
            clientOrderId: `q1-${ts.toString(36)}-s`,
            leg: 'stop' as const,
            side: side === 'buy' ? ('sell' as const) : ('buy' as const),
            qty: '0.0184',
            price: (snapshot.mid * (side === 'buy' ? 0.9928 : 1.0072)).toFixed(2),
            reduceOnly: true,
          },
        ]
      : [],
    plays: {
      taken: play(sends ? decision.action : 'HOLD', sends ? 1_805 : 0),
      rules: isRules ? null : play('HOLD', 0),
      vetoed: isVeto ? play('BUY', 1_805) : null,
    },
    cost: isAsked
      ? { certain: money(failure === undefined ? '0.0428' : '0'), seen: money('0'), unbilled: 0 }
      : null,
    draw: isRules
      ? null
      : {
          seed: 20261121,
          regime: 'calm|growth',
          samples: bySignal([0.61, 0.52, 0.4, 0.47, 0.55]),
          weights: bySignal([0.24, 0.2, 0.16, 0.18, 0.22]),
        },
    isAsked,
  };
}

export function inventRecord(number: number, tsDecision: number): DecisionRecord {
  const outcome = ENDINGS[number % ENDINGS.length] ?? 'MODEL_HOLD';
  const symbol = AGENT_SYMBOLS[number % AGENT_SYMBOLS.length] ?? 'BTC/USDT';
  const snapshot = inventSnapshot(symbol, number, tsDecision);
  const { isAsked, ...facts } = factsOf(outcome, { symbol, snapshot, ts: tsDecision });
  const { staticText, slowText, freshText } = snapshot;
  return buildRecord({
    ...facts,
    decisionId: `d-${number}`,
    questionId: isAsked ? `q-${number}` : null,
    symbol,
    tsData: tsDecision - 240,
    tsDecision,
    outcome,
    gate: GATES[number % GATES.length] ?? GATES[0],
    snapshot: { version: 1, hash: sha256(snapshot.text), text: snapshot.text },
    request: isAsked
      ? {
          model: MODEL,
          effort: 'medium',
          maxTokens: 12_000,
          deadlineMs: 120_000,
          schema: { type: 'object' },
          ...{ staticText, slowText, freshText },
        }
      : null,
    market: { bid: snapshot.mid * 0.99998, ask: snapshot.mid * 1.00002, takerFeeBps: 5 },
    versions: {
      sdk: '1.11.0',
      prompt: snapshot.version,
      schema: 's1',
      configHash: sha256('invented'),
    },
    breaker: { state: 'closed', failure: null },
    budget: { mode: 'normal', spent: money('3.1204'), limit: money('15') },
    inputs: { calibrate: '{"map":[]}', size: '{"cap":0.1}' },
  });
}

const mark = (net: number, ts: number, exit: 'horizon' | 'none') => ({
  gross: net + 1.9,
  fees: 1.8,
  slippage: 0.1,
  funding: 0,
  net,
  exit,
  tsExit: ts,
});

function horizonResult(record: DecisionRecord, horizon: keyof typeof HORIZON_MS): HorizonResult {
  const tsDue = record.tsDecision + HORIZON_MS[horizon];
  const swing = Math.sin(record.tsDecision / 1e6 + HORIZON_MS[horizon]) * 14;
  const zero = { ...mark(0, tsDue, 'none'), gross: 0, fees: 0, slippage: 0 };
  const { taken, rules, vetoed } = record.plays;
  return {
    kind: 'horizon',
    horizon,
    tsDue,
    tsMark: tsDue,
    markPrice: record.market.bid * (1 + swing / 4_000),
    claude: taken.notionalQuote > 0 ? mark(swing, tsDue, 'horizon') : zero,
    rules: rules && (rules.notionalQuote > 0 ? mark(-swing / 2, tsDue, 'horizon') : zero),
    nothing: zero,
    vetoed: vetoed && mark(-swing, tsDue, 'horizon'),
  };
}

/** Horizons that have come by `now`, and the trade of a decision that opened one. */
export function inventResults(record: DecisionRecord, now: number): DecisionResult[] {
  const horizons = (['1h', '4h', '1d'] as const)
    .filter((horizon) => record.tsDecision + HORIZON_MS[horizon] <= now)
    .map((horizon) => horizonResult(record, horizon));
  const tsClosed = record.tsDecision + 5_400_000;
  if (record.orders.length === 0 || tsClosed > now) return horizons;
  return [
    ...horizons,
    {
      kind: 'trade',
      positionId: `p-${record.decisionId}`,
      tsOpened: record.tsDecision + 6_540,
      tsClosed,
      realised: '9.4210',
      fees: '1.8050',
      net: '7.6160',
      exitReason: 'target',
      direction: 'long',
      netReturn: 0.0042,
    },
  ];
}

export function toSummary({ id, record }: Pick<StoredDecision, 'id' | 'record'>): DecisionSummary {
  return {
    id,
    decisionId: record.decisionId,
    symbol: record.symbol,
    tsDecision: record.tsDecision,
    actor: record.actor,
    outcome: record.outcome,
    gateLayer: record.gate.layer,
    action: record.decision?.action ?? null,
    pRaw: record.probability.raw,
    pCalibrated: record.probability.calibrated,
    sizeFinal: record.size?.final ?? null,
    vetoCode: record.veto?.code ?? null,
    orders: record.orders.length,
    model: record.modelReturned ?? record.request?.model ?? null,
    cost: record.cost.total,
  };
}
