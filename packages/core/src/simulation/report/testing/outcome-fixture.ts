import { asMoney, money, price, qty, ZERO_MONEY, type Money } from '../../../kernel/decimal.ts';
import { asPositionId, asStrategyId, asSymbolId } from '../../../kernel/ids.ts';
import type { ClosedTrade } from '../../../model/position.ts';
import type { BacktestOutcome } from '../../backtest/outcome.ts';

export const T0 = Date.UTC(2024, 6, 1);

export interface TradeWish {
  readonly net: string;
  readonly fees?: string;
  readonly strategy?: string;
  readonly symbol?: string;
  readonly tsOpened?: number;
  readonly tsClosed?: number;
  readonly exitReason?: ClosedTrade['exitReason'];
  readonly exitThesis?: string;
}

/** A finished trade with the result wished for; its prices say nothing. */
export function makeTrade(wish: TradeWish): ClosedTrade {
  const { tsOpened = T0, tsClosed = T0 + 60_000, exitReason = 'stop' } = wish;
  const net = money(wish.net);
  const fees = money(wish.fees ?? '0');
  return {
    positionId: asPositionId(`p-${String(tsOpened)}`),
    strategyId: asStrategyId(wish.strategy ?? 'scalp_a'),
    symbol: asSymbolId(wish.symbol ?? 'BTC/USDT'),
    side: 'long',
    qty: qty('0.5'),
    entryPrice: price('100'),
    exitPrice: price('101'),
    ...{ tsOpened, tsClosed, net, fees, exitReason },
    realised: asMoney(net + fees),
    entry_probability: 0.6,
    entry_units_intent: qty('0.5'),
    thesis: 'because',
    exitThesis: wish.exitThesis ?? 'protective stop reached',
  };
}

const sumOf = (trades: readonly ClosedTrade[], key: 'net' | 'fees' | 'realised'): Money =>
  asMoney(trades.reduce((sum, trade) => sum + trade[key], 0n));

/** An outcome whose sums follow from its trades; anything can be said otherwise. */
export function makeOutcome(given: Partial<BacktestOutcome> = {}): BacktestOutcome {
  const { closedTrades = [], startingBalance = money('100'), tsFrom = T0, tsLast = T0 } = given;
  const fills = closedTrades.length * 2;
  return {
    tsFirst: tsFrom,
    tsLast,
    tsFrom,
    counts: { bars: 0, quotes: 0, trades: 0, orders: fills, fills, denials: 0 },
    gaps: [],
    startingBalance,
    net: sumOf(closedTrades, 'net'),
    gross: sumOf(closedTrades, 'realised'),
    fees: sumOf(closedTrades, 'fees'),
    funding: ZERO_MONEY,
    closedTrades,
    equity: [{ ts: tsFrom, equity: startingBalance }],
    drawdown: { amount: ZERO_MONEY, pct: 0, tsPeak: tsFrom, tsBottom: tsFrom, longestMs: 0 },
    exposedMs: 0,
    denialsByCode: new Map(),
    warnings: [],
    ...given,
  };
}
