import { describe, expect, it } from 'vitest';
import { asMoney, money, price, qty, RATE_ONE, ZERO_MONEY } from '../kernel/decimal.ts';
import { asIntentId, asPositionId, asStrategyId, asSymbolId } from '../kernel/ids.ts';
import type { Intent } from '../model/intent.ts';
import { approveEntry, approveExit } from './approve.ts';
import type { EntryFacts, RiskLimits } from './risk-facts.ts';

const symbol = asSymbolId('BTC/USDT');
const strategyId = asStrategyId('scalp_a');

const limits: RiskLimits = {
  maxOrderNotional: money('1000'),
  maxSymbolExposure: money('2000'),
  maxTotalExposure: money('3000'),
  maxOpenOrders: 5,
  maxOrdersPerSecond: 3,
  priceCollarBps: 50,
  staleAfterMs: 5_000,
  maxDailyLoss: money('100'),
  maxDrawdownPct: 5,
  repeatedEntriesLimit: 4,
  repeatedEntriesWindowMs: 60_000,
};

const facts = (changes: Partial<EntryFacts> = {}): EntryFacts => ({
  lock: { level: 'none', reason: '', by: '', tsSince: 0, eventSeq: 0 },
  control: {
    strategyId,
    entry_enabled: true,
    exit_enabled: true,
    memo: '',
    by: 'op',
    tsUpdated: 0,
    eventSeq: 0,
  },
  phase: 'running',
  isFlattening: false,
  hasExternal: false,
  isThrottled: false,
  now: 1_000,
  instrument: {
    symbol,
    base: 'BTC',
    quote: 'USDT',
    tickSize: price('0.01'),
    lotSize: qty('0.001'),
    minQty: qty('0.001'),
    minNotional: money('5'),
    calendar: 'always',
  },
  bid: price('99.99'),
  ask: price('100.01'),
  rate: RATE_ONE,
  isFeedLive: true,
  feedAgeMs: 10,
  unpriced: undefined,
  symbolExposure: ZERO_MONEY,
  totalExposure: ZERO_MONEY,
  workingOrders: 0,
  ordersLastSecond: 0,
  dayPnl: ZERO_MONEY,
  drawdownPct: 0,
  isBreakerTripped: false,
  recentEntries: 0,
  ...changes,
});

const intent = (changes: Partial<Intent> = {}): Intent => ({
  intentId: asIntentId('1-0'),
  strategyId,
  symbol,
  purpose: 'entry',
  side: 'buy',
  type: 'limit',
  timeInForce: 'ioc',
  qty: qty('1'),
  price: price('100.2'),
  entry_probability: 0.6,
  entry_units_intent: qty('1'),
  thesis: '',
  positionId: asPositionId('1-0'),
  tsExpires: 2_000,
  ...changes,
});

const codeOf = (given: Intent, about: EntryFacts): string => {
  const approval = approveEntry(given, about, limits);
  return approval.ok ? 'APPROVED' : approval.code;
};

describe('approving an entry', () => {
  it.each<[string, Partial<Intent>, Partial<EntryFacts>, string]>([
    ['nothing against it', {}, {}, 'APPROVED'],
    ['its time is over', { tsExpires: 999 }, {}, 'INTENT_EXPIRED'],
    ['its prices are old', {}, { isFeedLive: false, feedAgeMs: 9_000 }, 'DATA_STALE'],
    ['something open has no price', {}, { unpriced: symbol }, 'EXPOSURE_UNPRICED'],
    [
      'the day has lost the limit',
      {},
      { dayPnl: asMoney(-limits.maxDailyLoss) },
      'DAILY_LOSS_EXCEEDS_LIMIT',
    ],
    ['equity has fallen to the limit', {}, { drawdownPct: 5 }, 'DRAWDOWN_BREAKER_TRIPPED'],
    ['the breaker has tripped before', {}, { isBreakerTripped: true }, 'DRAWDOWN_BREAKER_TRIPPED'],
    ['it is smaller than the venue takes', { qty: qty('0.0009') }, {}, 'ORDER_BELOW_MIN_QTY'],
    ['it is worth less than the venue takes', { qty: qty('0.04') }, {}, 'ORDER_BELOW_MIN_NOTIONAL'],
    ['its currency cannot be converted', {}, { rate: undefined }, 'RATE_UNKNOWN'],
    ['it is too large', { qty: qty('9.999') }, {}, 'ORDER_NOTIONAL_EXCEEDS_LIMIT'],
    ['its price is far off', { price: price('100.6') }, {}, 'PRICE_OUTSIDE_COLLAR'],
    ['the symbol is full', {}, { symbolExposure: money('1950') }, 'EXPOSURE_SYMBOL_EXCEEDS_CAP'],
    ['the account is full', {}, { totalExposure: money('2950') }, 'EXPOSURE_TOTAL_EXCEEDS_CAP'],
    ['too many orders work', {}, { workingOrders: 5 }, 'ORDERS_OPEN_EXCEED_LIMIT'],
    [
      'too many left this second',
      {},
      { ordersLastSecond: 3 },
      'RATE_ORDERS_PER_SECOND_EXCEED_LIMIT',
    ],
    ['it repeats itself', {}, { recentEntries: 4 }, 'THROTTLE_REPEATED_ENTRIES'],
  ])('%s', (_, given, about, code) => {
    expect(codeOf(intent(given), facts(about))).toBe(code);
  });

  it('up to the cap passes, one unit of money above it does not', () => {
    const room = (spare: bigint) =>
      facts({ symbolExposure: asMoney(limits.maxSymbolExposure - money('100.2') + spare) });
    expect(codeOf(intent(), room(0n))).toBe('APPROVED');
    expect(codeOf(intent(), room(1n))).toBe('EXPOSURE_SYMBOL_EXCEEDS_CAP');
  });
});

describe('approving an exit', () => {
  const exit = intent({ purpose: 'exit', side: 'sell' });
  it('lets it pass under a lock, over every limit, as long as it only reduces', () => {
    const about = facts({ lock: { ...facts().lock, level: 'lock' }, dayPnl: money('-5000') });
    expect(approveExit(exit, about, qty('1')).ok).toBe(true);
    expect(approveExit(exit, about, qty('0.999'))).toMatchObject({
      code: 'EXIT_EXCEEDS_POSITION',
      numbers: { qty: '1', closable: '0.999' },
    });
  });
});
