import type { FigureMap } from '../../model/agent/figure.ts';
import type { WireDecision } from '../../contract/agent/decision.schema.ts';
import { asSymbolId } from '../../kernel/ids.ts';
import type { AnswerContext } from './answer-context.ts';

export const BTC = asSymbolId('BTC/USDT');
export const ETH = asSymbolId('ETH/USDT');

interface ShownContext extends AnswerContext {
  readonly figures: FigureMap;
}

/** Mid 50,000 and ATR 500; two figures to point at. */
export function answerContext(over: Partial<ShownContext> = {}): ShownContext {
  const figures = ['btc.1h.rsi14', 'btc.funding_bps'].map(
    (id) => [id, { id, value: 1, tsSource: 0 }] as const,
  );
  return {
    symbol: BTC,
    symbols: [BTC, ETH],
    figures: new Map(figures),
    mid: 50_000,
    atr: 500,
    held: 'none',
    ...over,
  };
}

export function wireAnswer(over: Partial<WireDecision> = {}): WireDecision {
  return {
    action: 'BUY',
    symbol: 'BTC/USDT',
    size_fraction: 0.4,
    p_event: 0.62,
    event: 'up_1atr_before_down_1atr',
    horizon: '4h',
    stop: { kind: 'atr', value: 2 },
    take_profit: { kind: 'level', value: 51_500 },
    evidence: [
      { field: 'btc.1h.rsi14', stance: 'supports' },
      { field: 'btc.funding_bps', stance: 'opposes' },
    ],
    signal_confidence: { trend: 0.7, momentum: 0.6, reversion: 0.2, volume: 0.5, derivatives: 0.3 },
    rationale: 'Momentum is turning up while funding is still low.',
    invalidation: { kind: 'price_cross', symbol: 'BTC/USDT', level: 49_000, side: 'below' },
    wake: [{ kind: 'candle_close', symbol: 'ETH/USDT', timeframe_ms: 3_600_000 }],
    next_check_s: 900,
    memory: [{ op: 'add', kind: 'level', ref: 'btc_support', value: 'Support held at 49,000.' }],
    ...over,
  };
}
