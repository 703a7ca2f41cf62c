import fc from 'fast-check';
import { asRate } from '@quarterdeck/core/kernel/decimal';
import { AGENT_OUTCOMES } from '@quarterdeck/core/model/agent/decision';
import { ABSENCES } from '@quarterdeck/core/model/agent/derivatives-poll';
import { FAILURE_CLASSES } from '@quarterdeck/core/model/agent/model-call';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { DeskEvent, DeskEventType } from '@quarterdeck/core/model/event';
import type { Fill } from '@quarterdeck/core/model/fill';
import type { RestoredState } from '@quarterdeck/core/model/restored';
import type { Quote, Trade } from '@quarterdeck/core/model/tick';
import type { VenueOrder, VenueReport, VenueSnapshot } from '@quarterdeck/core/model/venue-report';
import {
  clientOrderId,
  figure,
  money,
  numbers,
  positionId,
  price,
  qty,
  side,
  strategyId,
  symbol,
  text,
  tradeId,
  ts,
  venueOrderId,
} from './arbitrary-values.ts';

const quote: fc.Arbitrary<Quote> = fc.record({
  symbol,
  bid: price,
  ask: price,
  bidQty: qty,
  askQty: qty,
  tsEvent: ts,
});
const trade: fc.Arbitrary<Trade> = fc.record({ symbol, price, qty, side, tsEvent: ts });
const candle: fc.Arbitrary<Candle> = fc.record({
  symbol,
  timeframeMs: ts,
  tsOpen: ts,
  open: price,
  high: price,
  low: price,
  close: price,
  volume: qty,
  ticks: fc.nat(),
});
const fill: fc.Arbitrary<Fill> = fc.record({
  tradeId,
  clientOrderId,
  venueOrderId,
  symbol,
  side,
  price,
  qty,
  fee: money,
  liquidity: fc.constantFrom('maker', 'taker'),
  tsEvent: ts,
});
const order = fc.record(
  {
    clientOrderId,
    symbol,
    side,
    type: fc.constantFrom('market', 'limit', 'stop'),
    timeInForce: fc.constantFrom('gtc', 'ioc', 'fok'),
    qty,
    price,
    stopPrice: price,
    postOnly: fc.boolean(),
    reduceOnly: fc.boolean(),
    venueOrderId,
    status: fc.constantFrom('open', 'filled', 'cancelled', 'expired', 'rejected'),
    filledQty: qty,
    tsAccepted: ts,
  },
  {
    requiredKeys: [
      'clientOrderId',
      'symbol',
      'side',
      'type',
      'timeInForce',
      'qty',
      'postOnly',
      'reduceOnly',
      'venueOrderId',
      'status',
      'filledQty',
      'tsAccepted',
    ],
  },
) as fc.Arbitrary<VenueOrder>;

const of = <TValue>(value: TValue) => fc.constant(value);
const about = { clientOrderId, tsEvent: ts };
const report: fc.Arbitrary<VenueReport> = fc.oneof(
  fc.record({ type: of('OrderAccepted' as const), ...about, venueOrderId }),
  fc.record({ type: of('OrderRejected' as const), ...about, code: text, numbers }),
  fc.record({ type: of('OrderFilled' as const), fill, tsEvent: ts }),
  fc.record({ type: of('OrderCancelled' as const), ...about }),
  fc.record({ type: of('OrderExpired' as const), ...about }),
  fc.record({ type: of('CancelRejected' as const), ...about, code: text }),
);
const snapshot = fc.record(
  {
    tsEvent: ts,
    positions: fc.array(fc.record({ symbol, qty, averagePrice: price }), { maxLength: 3 }),
    openOrders: fc.array(order, { maxLength: 3 }),
    fills: fc.array(fill, { maxLength: 3 }),
    lastTradeId: tradeId,
  },
  { requiredKeys: ['tsEvent', 'positions', 'openOrders', 'fills'] },
) as fc.Arbitrary<VenueSnapshot>;
const restored: fc.Arbitrary<RestoredState> = fc.record({
  controls: of([]),
  orders: of([]),
  positions: of([]),
  totals: fc.record({
    fills: fc.nat(),
    realised: money,
    fees: money,
    net: money,
    bySymbol: fc.array(fc.record({ symbol, net: money }), { maxLength: 2 }),
    byStrategy: of([]),
    cashQuote: fc.array(fc.record({ symbol, cash: money, realised: money }), { maxLength: 2 }),
  }),
  recentTradeIds: fc.array(tradeId, { maxLength: 3 }),
  history: fc.array(candle, { maxLength: 3 }),
});

const usage = fc.record({
  inputTokens: fc.nat(),
  outputTokens: fc.nat(),
  thinkingTokens: fc.nat(),
  cacheRead: fc.nat(),
  cacheWrite5m: fc.nat(),
  cacheWrite1h: fc.nat(),
});
const modelAttempt = fc.record({
  attempt: fc.nat(),
  model: text,
  requestId: fc.option(text),
  tsSent: ts,
  tsEnded: ts,
  usage: fc.option(usage),
  status: fc.option(fc.nat()),
  end: fc.constantFrom('message' as const, 'failure' as const),
  failure: fc.option(fc.constantFrom(...FAILURE_CLASSES)),
  detail: text,
});
const polledReading = fc.oneof(
  fc.record({ kind: of('value' as const), value: fc.double(), tsEvent: ts }),
  fc.record({ kind: of('absent' as const), why: fc.constantFrom(...ABSENCES) }),
);
const regimeFact = fc.record({
  state: text,
  probability: fc.option(fc.double()),
  tsSource: fc.option(ts),
  why: text,
});

const head = { seq: fc.nat(), ts };
const by = text;

/** One arbitrary a kind: a kind of event added to the model stops the build here. */
const EVENTS: {
  readonly [TType in DeskEventType]: fc.Arbitrary<Extract<DeskEvent, { type: TType }>>;
} = {
  QuoteReceived: fc.record({ type: of('QuoteReceived'), ...head, quote }),
  TradeReceived: fc.record({ type: of('TradeReceived'), ...head, trade }),
  CandleReceived: fc.record({ type: of('CandleReceived'), ...head, candle }),
  ClockAdvanced: fc.record({ type: of('ClockAdvanced'), ...head }),
  VenueReported: fc.record({ type: of('VenueReported'), ...head, report }),
  OrderWithheld: fc.record({
    type: of('OrderWithheld'),
    ...head,
    clientOrderId,
    code: text,
    numbers,
  }),
  OrderOutcomeUnknown: fc.record({ type: of('OrderOutcomeUnknown'), ...head, clientOrderId }),
  OrderQueried: fc.oneof(
    fc.record({ type: of('OrderQueried' as const), ...head, clientOrderId, order }),
    fc.record({ type: of('OrderQueried' as const), ...head, clientOrderId }),
  ),
  VenueSnapshotTaken: fc.record({ type: of('VenueSnapshotTaken'), ...head, snapshot }),
  StrategySwitched: fc.record({
    type: of('StrategySwitched'),
    ...head,
    strategyId,
    entry_enabled: fc.boolean(),
    exit_enabled: fc.boolean(),
    memo: text,
    by,
  }),
  StrategyReconfigured: fc.record({
    type: of('StrategyReconfigured'),
    ...head,
    strategyId,
    params: fc.dictionary(text, fc.oneof(figure, fc.boolean()), {
      noNullPrototype: true,
      maxKeys: 4,
    }),
    source: fc.constantFrom('console', 'proposal', 'files'),
    reason: text,
    by,
    history: fc.array(candle, { maxLength: 3 }),
  }),
  TradingLocked: fc.record({
    type: of('TradingLocked'),
    ...head,
    level: fc.constantFrom('lock', 'freeze'),
    reason: text,
    by,
  }),
  TradingUnlocked: fc.record({ type: of('TradingUnlocked'), ...head, reason: text, by }),
  PositionCloseRequested: fc.oneof(
    fc.record({ type: of('PositionCloseRequested' as const), ...head, positionId, qty, by }),
    fc.record({ type: of('PositionCloseRequested' as const), ...head, positionId, by }),
  ),
  StopMoved: fc.record({ type: of('StopMoved'), ...head, positionId, stopPrice: price, by }),
  OrderCancelRequested: fc.record({
    type: of('OrderCancelRequested'),
    ...head,
    clientOrderId,
    by,
  }),
  FlattenRequested: fc.record({ type: of('FlattenRequested'), ...head, by }),
  DeskStarted: fc.record({ type: of('DeskStarted'), ...head, restored }),
  EngineImpaired: fc.record({ type: of('EngineImpaired'), ...head, code: text, detail: text }),
  FundingPaid: fc.record({
    type: of('FundingPaid'),
    ...head,
    symbol,
    rate: fc.bigInt().map(asRate),
  }),
  EngineRecovered: fc.record({ type: of('EngineRecovered'), ...head, code: text }),
  ModelAnswered: fc.record({
    type: of('ModelAnswered'),
    ...head,
    questionId: text,
    attempts: fc.array(modelAttempt, { maxLength: 3 }),
    result: fc.oneof(
      fc.record({
        kind: of('message' as const),
        text,
        stopReason: text,
        model: text,
        requestId: fc.option(text),
        usage,
      }),
      fc.record({
        kind: of('failure' as const),
        failure: fc.constantFrom(...FAILURE_CLASSES),
        outcome: fc.constantFrom(...AGENT_OUTCOMES),
        detail: text,
        retryAfterMs: fc.option(fc.nat()),
      }),
    ),
  }),
  DerivativesPolled: fc.record({
    type: of('DerivativesPolled'),
    ...head,
    symbol,
    poll: fc.option(
      fc.record({
        symbol,
        tsPolled: ts,
        fundingRate: polledReading,
        openInterest: polledReading,
        longShortRatio: polledReading,
      }),
    ),
  }),
  RegimesRead: fc.record({
    type: of('RegimesRead'),
    ...head,
    regimes: fc.record({ crypto: regimeFact, macro: regimeFact }),
  }),
  BreakerReset: fc.record({ type: of('BreakerReset'), ...head, reason: text, by }),
};

export const EVENT_KINDS = Object.keys(EVENTS) as DeskEventType[];
export const arbitraryEvent = (kind: DeskEventType): fc.Arbitrary<DeskEvent> => EVENTS[kind];
export const anyEvent: fc.Arbitrary<DeskEvent> = fc.oneof(...Object.values(EVENTS));
