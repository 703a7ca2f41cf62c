import { createHash } from 'node:crypto';
import { agentDecisionConfigSchema } from '@quarterdeck/core/contract/agent/config/decision.schema';
import { buildSnapshot, type Snapshot } from '@quarterdeck/core/decision/agent/build-snapshot';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';

export const AGENT_SYMBOLS = ['BTC/USDT', 'ETH/USDT'] as const;
const MIDS = { 'BTC/USDT': 98_120, 'ETH/USDT': 3_412 } as const;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const config = agentDecisionConfigSchema.parse({}).snapshot;

export type AgentSymbol = (typeof AGENT_SYMBOLS)[number];

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const wave = (at: number, pace: number) => Math.sin(at / pace);

function frameOf(timeframe: string, timeframeMs: number, at: number, mid: number, ts: number) {
  const bars = Array.from({ length: 12 }, (_, back) => {
    const close = mid * (1 + wave(at - back, 3) * 0.0012);
    const open = mid * (1 + wave(at - back - 1, 3) * 0.0012);
    const [low, high] = [Math.min(open, close) * 0.9994, Math.max(open, close) * 1.0005];
    return { open, high, low, close, volume: 40 + 30 * Math.abs(wave(at - back, 2)) };
  });
  return {
    timeframe,
    timeframeMs,
    bars,
    tsClose: ts - (ts % timeframeMs),
    indicators: {
      rsi14: 50 + 24 * wave(at, 4),
      ema20: mid * (1 + wave(at, 9) * 0.001),
      ema50: mid * (1 + wave(at, 21) * 0.001),
      macd_hist: mid * 0.0004 * wave(at, 5),
      atr14: mid * 0.0048 * (1 + 0.2 * wave(at, 7)),
      volume: 40 + 30 * Math.abs(wave(at, 2)),
      volume_mean20: 52,
      change_pct: 0.12 * wave(at, 3),
    },
  };
}

/** What the agent saw at the `at`-th evaluation; the same numbers every time. */
export function inventSnapshot(symbol: AgentSymbol, at: number, ts: number): Snapshot {
  const mid = MIDS[symbol] * (1 + wave(at, 11) * 0.004);
  const snapshot = buildSnapshot(
    {
      symbol: asSymbolId(symbol),
      symbols: AGENT_SYMBOLS.map(asSymbolId),
      ts,
      quote: { bid: mid * 0.99998, ask: mid * 1.00002, ts: ts - 240 },
      atr: { value: mid * 0.0048, tsSource: ts - MINUTE, timeframeMs: 15 * MINUTE },
      timeframes: [
        frameOf('1m', MINUTE, at, mid, ts),
        frameOf('15m', 15 * MINUTE, at, mid, ts),
        frameOf('1h', HOUR, at, mid, ts),
      ],
      derivatives: {
        funding_bps: { value: 0.4 + 0.6 * wave(at, 6), tsSource: ts - 8 * MINUTE },
        oi_change_pct: { value: 2.1 * wave(at, 8), tsSource: ts - 4 * MINUTE },
        cvd_ratio: { value: 0.4 * wave(at, 3), tsSource: ts - 20_000 },
      },
      regimes: [
        { name: 'crypto', state: 'calm', probability: 0.91, tsSource: ts - HOUR },
        { name: 'macro', state: 'growth', probability: 0.74, tsSource: ts - 40 * HOUR },
      ],
      weights: { trend: 0.31, momentum: 0.24, reversion: 0.16, volume: 0.11, derivatives: 0.18 },
      positions: [],
      fees: { makerBps: 2, takerBps: 5 },
      limits: { max_order_notional: 5_000 },
      safety: { maxStopBps: 400, trailAfterBps: 800, trailDistanceBps: 1_200 },
      mayShort: true,
      mandate: 'Grow the account slowly. Doing nothing is a good answer when the evidence is thin.',
      memory: [],
      lessons: [],
      decisions: [],
    },
    config,
  );
  if (!snapshot.ok) throw new Error(snapshot.code);
  return snapshot.value;
}
