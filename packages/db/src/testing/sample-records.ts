import {
  asMoney,
  money,
  price,
  qty,
  rate,
  signedQty,
  subtractMoney,
} from '@quarterdeck/core/kernel/decimal';
import {
  asClientOrderId,
  asIntentId,
  asPositionId,
  asStrategyId,
  asSymbolId,
  asTradeId,
  asVenueOrderId,
} from '@quarterdeck/core/kernel/ids';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { LockState, ParamsVersion, StrategyControl } from '@quarterdeck/core/model/control';
import type { DenialRecord, Signal } from '@quarterdeck/core/model/effect';
import type { BookedFill } from '@quarterdeck/core/model/fill';
import type { Intent } from '@quarterdeck/core/model/intent';
import type { Order } from '@quarterdeck/core/model/order';
import type { ClosedTrade, Position } from '@quarterdeck/core/model/position';
import type { LedgerTotals, RiskMemory } from '@quarterdeck/core/model/restored';
import { T0 } from './open-test-memory.ts';

const symbol = asSymbolId('BTC/USDT');
const strategyId = asStrategyId('scalp_ping_5s');

const wish = {
  strategyId,
  symbol,
  entry_probability: 0.5625,
  entry_units_intent: signedQty('-0.12345678'),
  thesis: 'Quotes lean "down" — sell; 100 % sure? no',
};

export const sampleLock: LockState = {
  level: 'freeze',
  reason: 'feed looks wrong',
  by: 'anna',
  tsSince: T0 + 5,
  eventSeq: 41,
};

export const firstParams: ParamsVersion = {
  strategyId: asStrategyId('scalp_ping_5s'),
  version: 1,
  params: { notional: 1_500, bars: 'finest', is_strict: true },
  source: 'console',
  reason: 'too many entries',
  by: 'ada',
  ts: 4,
  eventSeq: 5,
};

export const sampleParams: ParamsVersion = {
  ...firstParams,
  version: 2,
  source: 'proposal',
  eventSeq: 6,
};

export const sampleControl: StrategyControl = {
  strategyId,
  entry_enabled: false,
  exit_enabled: true,
  memo: 'resting until Monday',
  by: 'anna',
  tsUpdated: T0 + 6,
  eventSeq: 42,
};

export const sampleIntent: Intent = {
  ...wish,
  intentId: asIntentId('43-0'),
  positionId: asPositionId('43-0'),
  purpose: 'entry',
  side: 'sell',
  type: 'limit',
  timeInForce: 'ioc',
  qty: qty('0.12345'),
  price: price('60000.01'),
  stopPrice: price('60600'),
  targetPrice: price('59000.5'),
  exitReason: 'strategy',
  tsExpires: T0 + 2_000,
};

export const sampleOrder: Order = {
  ...wish,
  clientOrderId: asClientOrderId('q-desk1-43-0'),
  side: 'sell',
  type: 'stop',
  timeInForce: 'gtc',
  qty: qty('0.12345'),
  price: price('60000.01'),
  stopPrice: price('60600'),
  postOnly: true,
  reduceOnly: false,
  intentId: asIntentId('43-0'),
  purpose: 'safety',
  positionId: asPositionId('43-0'),
  plannedStopPrice: price('60600'),
  plannedTargetPrice: price('59000'),
  exitReason: 'stop',
  tsCreated: T0 + 7,
  tsExpires: T0 + 9_000,
  state: 'partially_filled',
  venueOrderId: asVenueOrderId('v-1'),
  filledQty: qty('0.1'),
  tsUpdated: T0 + 8,
  refusal: { code: 'VENUE_MIN_NOTIONAL', numbers: { notional: '4.99', minNotional: 5 } },
};

/** As an order is right after it was made: nothing optional set. */
export function plainOrder(name: string, state: Order['state'], tsUpdated = T0): Order {
  return {
    ...wish,
    clientOrderId: asClientOrderId(name),
    side: 'buy',
    type: 'market',
    timeInForce: 'ioc',
    qty: qty('1'),
    postOnly: false,
    reduceOnly: true,
    intentId: asIntentId(name),
    purpose: 'exit',
    positionId: asPositionId('p'),
    tsCreated: T0,
    tsExpires: T0 + 1,
    state,
    filledQty: signedQty('0'),
    tsUpdated,
  };
}

export const samplePosition: Position = {
  ...wish,
  positionId: asPositionId('43-0'),
  qty: signedQty('-0.1'),
  costQuote: money('-6000.001'),
  peakQty: qty('0.1'),
  exitQty: signedQty('0'),
  exitQuote: money('0'),
  realised: money('-0.0000000000000001'),
  fees: money('1.2'),
  tsOpened: T0 + 9,
  stopPrice: price('60600'),
  targetPrice: price('59000.5'),
  bestPrice: price('59990'),
  closingOrderId: asClientOrderId('q-desk1-50-0'),
  closingReason: 'operator',
  closingThesis: 'closed by hand',
  closingQty: qty('0.04'),
  stopOrderId: asClientOrderId('q-desk1-44-0'),
};

export function sampleFill(number: number, net = money('-1.25')): BookedFill {
  const feeAccount = money('0.7500000000000001');
  return {
    tradeId: asTradeId(`t${number}`),
    clientOrderId: asClientOrderId('q-desk1-43-0'),
    venueOrderId: asVenueOrderId('v-1'),
    symbol,
    side: 'sell',
    price: price('60000.01'),
    qty: qty('0.1'),
    fee: money('0.75'),
    liquidity: 'maker',
    tsEvent: T0 + number,
    strategyId,
    positionId: asPositionId('43-0'),
    realisedQuote: money('-0.5'),
    rate: rate('0.0066666666666667'),
    realised: subtractMoney(net, asMoney(-feeAccount)),
    feeAccount,
    net,
  };
}

export function totalsAfter(fills: readonly BookedFill[]): LedgerTotals {
  const sum = (pick: (fill: BookedFill) => bigint) =>
    asMoney(fills.reduce((total, fill) => total + pick(fill), 0n));
  const net = sum((fill) => fill.net);
  return {
    fills: fills.length,
    realised: sum((fill) => fill.realised),
    fees: sum((fill) => fill.feeAccount),
    net,
    bySymbol: [{ symbol, net }],
    byStrategy: [{ strategyId, net, trades: 3, wins: 1 }],
    cashQuote: [{ symbol, cash: money('-6000.001'), realised: money('12.5') }],
  };
}

export const sampleTrade: ClosedTrade = {
  ...wish,
  positionId: asPositionId('43-0'),
  side: 'short',
  qty: qty('0.1'),
  entryPrice: price('60000.01'),
  exitPrice: price('59990'),
  tsOpened: T0 + 9,
  tsClosed: T0 + 99,
  realised: money('1.001'),
  fees: money('0.4'),
  net: money('0.601'),
  exitReason: 'trailing_stop',
  exitThesis: 'best price left behind',
};

export const sampleRiskMemory: RiskMemory = {
  tsDay: T0 - (T0 % 86_400_000),
  dayStartEquity: money('100000.0000000000000001'),
  peakEquity: money('100250.5'),
  breakerTrippedTs: T0 + 11,
  throttled: [strategyId],
};

export const sampleSignal: Signal = {
  strategyId,
  symbol,
  side: 'buy',
  purpose: 'entry',
  entry_probability: 0.6,
  thesis: 'three quotes up',
  ts: T0 + 12,
};

export const sampleDenial: DenialRecord = {
  intentId: asIntentId('44-0'),
  strategyId,
  symbol,
  purpose: 'entry',
  code: 'EXPOSURE_EXCEEDS_CAP',
  numbers: { exposure: '26000.5', cap: 25_000 },
  ts: T0 + 13,
  count: 7,
};

export function sampleCandle(index: number, name = 'BTC/USDT', timeframeMs = 60_000): Candle {
  return {
    symbol: asSymbolId(name),
    timeframeMs,
    tsOpen: T0 + index * timeframeMs,
    open: price('60000'),
    high: price('60010.5'),
    low: price('59990.00000001'),
    close: price('60001'),
    volume: signedQty('0'),
    ticks: index,
  };
}
