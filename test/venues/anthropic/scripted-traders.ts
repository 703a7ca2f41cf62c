import { createRng } from '@quarterdeck/core/kernel/rng';
import type { Behaviour } from './behaviour.ts';
import { userTextOf, type WireRequest } from './wire-request.ts';

/** Answers a request's fresh text: a snapshot as the desk writes it, or a JSON with a `symbol` and perhaps a `trend`. */
export type ScriptedTrader = (freshText: string) => string;

interface Seen {
  readonly symbol: string;
  /** -1..1: as told, or the sign of the newest bar's change. */
  readonly trend: number;
  /** A figure of the snapshot to point at. */
  readonly evidence: readonly { readonly field: string; readonly stance: 'supports' }[];
}

type Figures = Readonly<Record<string, readonly [value: number, ageS: number]>>;

function look(freshText: string): Seen {
  const {
    symbol,
    trend,
    figures = {},
  } = JSON.parse(freshText) as {
    symbol: string;
    trend?: number;
    figures?: Figures;
  };
  const ids = Object.keys(figures);
  const change = ids.find((id) => id.endsWith('.change_pct'));
  const told = trend ?? Math.sign(change === undefined ? 1 : (figures[change]?.[0] ?? 1));
  const cited = ids.find((id) => id.endsWith('.mid'));
  return {
    symbol,
    trend: told,
    evidence: cited === undefined ? [] : [{ field: cited, stance: 'supports' }],
  };
}

type Action = 'BUY' | 'SELL' | 'HOLD';

const confidence = (value: number) => ({
  trend: value,
  momentum: value,
  reversion: value,
  volume: value,
  derivatives: value,
});

function say({ symbol, evidence }: Seen, action: Action, pEvent: number): string {
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
    evidence,
    signal_confidence: confidence(isTrade ? 0.6 : 0.5),
    rationale: 'scripted',
    invalidation: null,
    wake: [],
    next_check_s: 900,
    memory: [],
  });
}

export const alwaysBuy: ScriptedTrader = (text) => say(look(text), 'BUY', 0.7);
export const alwaysHold: ScriptedTrader = (text) => say(look(text), 'HOLD', 0.5);

/** Sure of the opposite of what the trend says. */
export const inverted: ScriptedTrader = (text) => {
  const seen = look(text);
  return say(seen, seen.trend >= 0 ? 'SELL' : 'BUY', 0.9);
};

/** The same answers in the same order for the same seed. */
export function random(seed: number): ScriptedTrader {
  const rng = createRng(seed);
  const actions: readonly Action[] = ['BUY', 'SELL', 'HOLD'];
  return (text) => {
    const action = actions[Math.floor(rng.next() * actions.length)] ?? 'HOLD';
    // An opening may not speak against its own probability.
    const least = action === 'HOLD' ? 0.3 : 0.5;
    return say(look(text), action, Math.round((least + rng.next() * 0.4) * 100) / 100);
  };
}

/** For `standIn.always`. */
export const trades =
  (trader: ScriptedTrader) =>
  (request: WireRequest): Behaviour => ({ kind: 'answer', text: trader(userTextOf(request)) });
