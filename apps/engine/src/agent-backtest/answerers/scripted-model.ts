import { z } from 'zod';
import { createRng } from '@quarterdeck/core/kernel/rng';

/** Answers a question's fresh text as a model would have to. */
export type ScriptedModel = (freshText: string) => string;

export const SCRIPTED_MODELS = [
  'always-buy',
  'always-hold',
  'inverted',
  'random',
  'momentum',
] as const;
export type ScriptedName = (typeof SCRIPTED_MODELS)[number];

const snapshotSchema = z.looseObject({
  symbol: z.string(),
  /** By id: value and age in seconds. */
  figures: z.record(z.string(), z.tuple([z.number(), z.number()])),
  positions: z.array(z.looseObject({ symbol: z.string(), side: z.enum(['long', 'short']) })),
});

interface Seen {
  readonly symbol: string;
  readonly held: 'none' | 'long' | 'short';
  /** -1, 0 or 1: which way closes have gone lately. */
  readonly trend: number;
  /** Ids to point at. */
  readonly cited: readonly string[];
}

/** Change of the longest bar that shows one: the shortest are noise. */
function look(freshText: string): Seen {
  const { symbol, figures, positions } = snapshotSchema.parse(JSON.parse(freshText));
  const ids = Object.keys(figures);
  const change = ids.findLast((id) => id.endsWith('.change_pct'));
  const mid = ids.find((id) => id.endsWith('.mid'));
  const own = positions.find((position) => position.symbol === symbol);
  return {
    symbol,
    held: own?.side ?? 'none',
    trend: change === undefined ? 0 : Math.sign(figures[change]?.[0] ?? 0),
    cited: [change, mid].flatMap((id) => id ?? []),
  };
}

interface Words {
  readonly action: 'BUY' | 'SELL' | 'HOLD';
  readonly pEvent: number;
  readonly sizeFraction?: number;
  readonly nextCheckS?: number;
}

const CONFIDENCE = { BUY: 0.6, SELL: 0.6, HOLD: 0.4 } as const;

function say(seen: Seen, { action, pEvent, sizeFraction = 0.5, nextCheckS = 900 }: Words): string {
  const isTrade = action !== 'HOLD';
  const confidence = CONFIDENCE[action];
  return JSON.stringify({
    action,
    symbol: seen.symbol,
    size_fraction: isTrade ? sizeFraction : 0,
    p_event: pEvent,
    event: action === 'SELL' ? 'down_1atr_before_up_1atr' : 'up_1atr_before_down_1atr',
    horizon: '4h',
    stop: isTrade ? { kind: 'atr', value: 2 } : null,
    take_profit: isTrade ? { kind: 'atr', value: 3 } : null,
    evidence: seen.cited.map((field) => ({ field, stance: 'supports' })),
    signal_confidence: {
      trend: confidence,
      momentum: confidence,
      reversion: 0.2,
      volume: 0.2,
      derivatives: 0,
    },
    rationale: `scripted: ${action.toLowerCase()} while the last close went ${describe(seen.trend)}`,
    invalidation: null,
    wake: [],
    next_check_s: nextCheckS,
    memory: [],
  });
}

const describe = (trend: number): string => (trend === 0 ? 'nowhere' : trend > 0 ? 'up' : 'down');

/** Leaves with all of it where it holds the other side. */
const leave = (seen: Seen, action: 'BUY' | 'SELL', pEvent: number): string =>
  say(seen, { action, pEvent, sizeFraction: 1 });

function followTrend(seen: Seen, trend: number, pEvent: number): string {
  if (trend === 0) return say(seen, { action: 'HOLD', pEvent: 0.5 });
  const action = trend > 0 ? 'BUY' : 'SELL';
  const isAgainst = seen.held === (trend > 0 ? 'short' : 'long');
  return isAgainst ? leave(seen, action, pEvent) : say(seen, { action, pEvent });
}

function createRandom(seed: number): ScriptedModel {
  const rng = createRng(seed);
  const actions = ['BUY', 'SELL', 'HOLD'] as const;
  return (text) => {
    const action = actions[Math.floor(rng.next() * actions.length)] ?? 'HOLD';
    // An opening may not speak against its own probability.
    const least = action === 'HOLD' ? 0.3 : 0.5;
    const pEvent = Math.round((least + rng.next() * 0.4) * 100) / 100;
    const sizeFraction = Math.round((0.2 + rng.next() * 0.8) * 100) / 100;
    return say(look(text), { action, pEvent, sizeFraction, nextCheckS: 300 + rng.next() * 1_500 });
  };
}

/** Plain functions of what they are shown (`random` also of its seed), to prove the machinery with; none of them knows anything. */
export function createScriptedModel(name: ScriptedName, seed: number): ScriptedModel {
  switch (name) {
    case 'always-buy':
      return (text) => say(look(text), { action: 'BUY', pEvent: 0.7 });
    case 'always-hold':
      return (text) => say(look(text), { action: 'HOLD', pEvent: 0.5 });
    case 'inverted':
      return (text) => {
        const seen = look(text);
        return followTrend(seen, seen.trend >= 0 ? -1 : 1, 0.9);
      };
    case 'momentum':
      return (text) => {
        const seen = look(text);
        return followTrend(seen, seen.trend, 0.62);
      };
    case 'random':
      return createRandom(seed);
  }
}
