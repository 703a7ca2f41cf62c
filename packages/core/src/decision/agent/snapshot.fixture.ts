import { BTC, ETH } from './answer.fixture.ts';
import type { SnapshotBar, SnapshotInput } from './snapshot-input.ts';

/** 2026-11-20T12:00:00Z */
export const TS = 1_795_176_000_000;
const HOUR = 3_600_000;

const bar = (close: number): SnapshotBar => ({
  open: close - 20,
  high: close + 35.5,
  low: close - 40,
  close,
  volume: 12.25,
});

/** A quiet market with one long position; everything fresh. */
export function snapshotInput(over: Partial<SnapshotInput> = {}): SnapshotInput {
  return {
    symbol: BTC,
    symbols: [BTC, ETH],
    ts: TS,
    quote: { bid: 49_999.5, ask: 50_000.5, ts: TS - 250 },
    atr: { value: 500, tsSource: TS - 60_000, timeframeMs: HOUR },
    timeframes: [
      {
        timeframe: '1h',
        timeframeMs: HOUR,
        bars: [bar(50_000), bar(49_950)],
        tsClose: TS - 60_000,
        indicators: { rsi14: 55.123456789, ema20: 49_900, macd_hist: -0.0000004 },
      },
    ],
    derivatives: { funding_bps: { value: -0.75, tsSource: TS - 600_000 } },
    regimes: [{ name: 'crypto', state: 'low_volatility', probability: 0.91, tsSource: TS - HOUR }],
    weights: { trend: 0.331, momentum: 0.2, reversion: 0.2, volume: 0.1, derivatives: 0.169 },
    positions: [
      {
        symbol: ETH,
        side: 'long',
        units: 0.5,
        entryPrice: 3_000,
        stopPrice: 2_900,
        targetPrice: null,
        gainBps: 33.333,
        tsOpened: TS - HOUR,
      },
    ],
    fees: { makerBps: 2, takerBps: 5 },
    limits: { max_order_notional: 2_000 },
    safety: { maxStopBps: 400, trailAfterBps: 800, trailDistanceBps: 1_200 },
    mayShort: false,
    mandate: 'Grow the account slowly.',
    memory: [
      {
        ref: 'btc_support',
        kind: 'level',
        symbol: BTC,
        value: 'Support "held" at 49,000',
        decisionId: 'd-1',
        tsAdded: TS - HOUR,
        tsExpires: TS + HOUR,
      },
    ],
    lessons: [
      {
        tradeId: 't-1',
        decisionId: 'd-0',
        symbol: BTC,
        what: 'costs_ate_the_gain',
        figures: { net_bps: -2, cost_bps: 10 },
        ts: TS - HOUR,
        tsExpires: TS + HOUR,
      },
    ],
    decisions: [{ tsAsOf: TS - 900_000, action: 'HOLD', outcome: 'MODEL_HOLD', netBps: null }],
    ...over,
  };
}
