import { createRng } from '@quarterdeck/core/kernel/rng';
import type { Behaviour } from './behaviour.ts';
import { userTextOf, type WireRequest } from './wire-request.ts';

/** Answers a request's fresh text, a JSON with a `symbol`, and perhaps a `trend` of -1..1. */
export type ScriptedTrader = (freshText: string) => string;

interface Seen {
  readonly symbol: string;
  readonly trend: number;
}

function look(freshText: string): Seen {
  const { symbol, trend } = JSON.parse(freshText) as { symbol: string; trend?: number };
  return { symbol, trend: trend ?? 1 };
}

type Action = 'BUY' | 'SELL' | 'HOLD';

const confidence = (value: number) => ({
  trend: value,
  momentum: value,
  reversion: value,
  volume: value,
  derivatives: value,
});

function say(symbol: string, action: Action, pEvent: number): string {
  const isTrade = action !== 'HOLD';
  return JSON.stringify({
    action,
    symbol,
    size_fraction: isTrade ? 0.5 : 0,
    p_event: pEvent,
    event: action === 'SELL' ? 'down_1atr_before_up_1atr' : 'up_1atr_before_down_1atr',
    horizon: '4h',
    stop: isTrade ? { kind: 'atr', value: 2 } : null,
    take_profit: isTrade ? { kind: 'atr', value: 3 } : null,
    evidence: [],
    signal_confidence: confidence(isTrade ? 0.6 : 0.5),
    rationale: 'scripted',
    invalidation: null,
    wake: [],
    next_check_s: 900,
    memory: [],
  });
}

export const alwaysBuy: ScriptedTrader = (text) => say(look(text).symbol, 'BUY', 0.7);
export const alwaysHold: ScriptedTrader = (text) => say(look(text).symbol, 'HOLD', 0.5);

/** Sure of the opposite of what the trend says. */
export const inverted: ScriptedTrader = (text) => {
  const { symbol, trend } = look(text);
  return say(symbol, trend >= 0 ? 'SELL' : 'BUY', 0.9);
};

/** The same answers in the same order for the same seed. */
export function random(seed: number): ScriptedTrader {
  const rng = createRng(seed);
  const actions: readonly Action[] = ['BUY', 'SELL', 'HOLD'];
  return (text) => {
    const action = actions[Math.floor(rng.next() * actions.length)] ?? 'HOLD';
    return say(look(text).symbol, action, Math.round((0.3 + rng.next() * 0.4) * 100) / 100);
  };
}

/** For `standIn.always`. */
export const trades =
  (trader: ScriptedTrader) =>
  (request: WireRequest): Behaviour => ({ kind: 'answer', text: trader(userTextOf(request)) });
