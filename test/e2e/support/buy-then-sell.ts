import type { ScriptedTrader } from '../../venues/anthropic/scripted-traders.ts';

interface Snapshot {
  readonly symbol: string;
  readonly figures: Readonly<Record<string, readonly [number, number]>>;
  readonly positions: readonly { readonly symbol: string }[];
}

const CONFIDENCE = { trend: 0.8, momentum: 0.6, reversion: 0.1, volume: 0.3, derivatives: 0.2 };

/** Buys what it does not hold, and sells it once it has been asked about it so many times. */
export function buyThenSell(looksBeforeSelling = 2): ScriptedTrader {
  let looks = 0;
  return (freshText) => {
    const { symbol, figures, positions } = JSON.parse(freshText) as Snapshot;
    const isHeld = positions.some((position) => position.symbol === symbol);
    looks = isHeld ? looks + 1 : 0;
    const action = !isHeld ? 'BUY' : looks > looksBeforeSelling ? 'SELL' : 'HOLD';
    const cited = Object.keys(figures).find((id) => id.endsWith('.atr14')) ?? '';
    return JSON.stringify({
      action,
      symbol,
      size_fraction: action === 'HOLD' ? 0 : 1,
      p_event: 0.6,
      event: action === 'SELL' ? 'down_1atr_before_up_1atr' : 'up_1atr_before_down_1atr',
      horizon: '1h',
      stop: action === 'BUY' ? { kind: 'atr', value: 15 } : null,
      take_profit: action === 'BUY' ? { kind: 'atr', value: 20 } : null,
      evidence: [{ field: cited, stance: 'supports' }],
      signal_confidence: CONFIDENCE,
      rationale: 'The range of the last bars leaves room for the move.',
      invalidation: null,
      wake: [],
      next_check_s: 2,
      memory: [],
    });
  };
}
