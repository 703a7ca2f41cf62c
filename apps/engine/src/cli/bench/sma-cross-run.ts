import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import { asPrice, asQty, money } from '@quarterdeck/core/kernel/decimal';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { BarColumns } from '@quarterdeck/core/model/columns';
import { BarCursor } from '@quarterdeck/core/simulation/backtest/bar-cursor';
import { createPlainRows } from '@quarterdeck/core/simulation/backtest/bar-rows';
import type { BacktestOptions } from '@quarterdeck/core/simulation/backtest/backtest-options';
import { OPEN_LIMITS } from '../../backtest/open-limits.ts';
import { smaCross } from './sma-cross.ts';

export const SMA_SYMBOL = asSymbolId('BTC/USD');

/** Limits that never bind: what is measured is the desk, not its caution. */
function smaCrossDesk(tickUnits: bigint): DeskOptions {
  return {
    deskId: 'sma',
    accountCurrency: 'USD',
    pegged: [],
    startingBalance: money('1000000'),
    instruments: [
      {
        symbol: SMA_SYMBOL,
        base: 'BTC',
        quote: 'USD',
        tickSize: asPrice(tickUnits),
        lotSize: asQty(1n),
        minQty: asQty(1n),
        minNotional: money('0'),
        calendar: 'always',
      },
    ],
    strategies: [
      { strategy: smaCross, params: { units: 1 }, symbols: [SMA_SYMBOL], initial: 'on' },
    ],
    risk: OPEN_LIMITS,
    safety: { max_stop_bps: 9_000, trail_after_bps: 1_000_000, trail_distance_bps: 100 },
    startsLocked: false,
  };
}

/** SMA 10/30 over one-minute bars, next open, 0.001 % fee, no spread but one tick. */
export function smaCrossRun(blocks: Iterable<BarColumns>, tickUnits: bigint): BacktestOptions {
  const desk = smaCrossDesk(tickUnits);
  const spread = { tickSize: asPrice(tickUnits), spreadBps: 0 };
  return {
    desk,
    costs: { makerFeeBps: 0.1, takerFeeBps: 0.1, slippageBps: 0, latencyMs: 15 },
    cursors: [new BarCursor(createPlainRows(blocks, spread))],
    nextOpenTs: (_symbol, ts) => ts,
  };
}
