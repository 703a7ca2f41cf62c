import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { money, price, qty } from '@quarterdeck/core/kernel/decimal';
import { asPositionId, asStrategyId, asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { ClosedTrade, Position } from '@quarterdeck/core/model/position';

export const MINUTE = 60_000;
/** A Friday, 20:00 UTC: an hour before FX closes for the weekend. */
export const T0 = Date.UTC(2024, 7, 2, 20);

/** A folder of this test's own; gone when the test is. */
export function openHome(): string {
  const home = mkdtempSync(path.join(tmpdir(), 'quarterdeck-research-'));
  onTestFinished(() => {
    rmSync(home, { recursive: true, force: true });
  });
  return home;
}

export function minuteBar(tsOpen: number, close = 100, symbol = 'BTC/USDT'): Candle {
  const at = (value: number) => price(value.toFixed(2));
  return {
    symbol: asSymbolId(symbol),
    timeframeMs: MINUTE,
    tsOpen,
    open: at(close),
    high: at(close + 0.5),
    low: at(close - 0.5),
    close: at(close),
    volume: qty('1.5'),
    ticks: 3,
  };
}

const wish = {
  strategyId: asStrategyId('micro_adaptive_revert'),
  symbol: asSymbolId('BTC/USDT'),
  entry_probability: 0.55,
  entry_units_intent: qty('2'),
  thesis: 'back inside',
} as const;

export const closedTrade: ClosedTrade = {
  ...wish,
  positionId: asPositionId('p-1'),
  side: 'short',
  qty: qty('2'),
  entryPrice: price('101'),
  exitPrice: price('100'),
  tsOpened: T0 + MINUTE,
  tsClosed: T0 + 3 * MINUTE,
  realised: money('2'),
  fees: money('0.5'),
  net: money('1.5'),
  exitReason: 'strategy',
  exitThesis: 'target met',
};

export const openPosition: Position = {
  ...wish,
  positionId: asPositionId('p-2'),
  qty: qty('2'),
  costQuote: money('200.5'),
  peakQty: qty('2'),
  exitQty: qty('1'),
  exitQuote: money('0'),
  realised: money('0'),
  fees: money('0'),
  tsOpened: T0 + 4 * MINUTE,
  stopPrice: price('99'),
  targetPrice: price('102'),
  bestPrice: price('100'),
};
