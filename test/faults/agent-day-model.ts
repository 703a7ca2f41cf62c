import { HOUR_MS, MINUTE_MS, SECOND_MS } from '@quarterdeck/core/kernel/clock';
import type { Rng } from '@quarterdeck/core/kernel/rng';
import type { ModelAttempt, ModelResult } from '@quarterdeck/core/model/agent/model-call';
import { replyWith, type Reply } from '../support/agent-world.ts';
import { T0 } from '../support/desk-world.ts';
import type { ScriptedTrader } from '../venues/anthropic/scripted-traders.ts';
import type { Ask } from './agent-day-session.ts';

type Failed = Extract<ModelResult, { kind: 'failure' }>;
type Reason = Pick<Failed, 'failure' | 'outcome' | 'retryAfterMs'> & {
  readonly status: number | null;
};

const REASONS = {
  timeout: { failure: 'transient', outcome: 'FAIL_DEADLINE', retryAfterMs: null, status: null },
  overloaded: { failure: 'transient', outcome: 'FAIL_OVERLOAD', retryAfterMs: null, status: 529 },
  'rate limit': {
    failure: 'pressure',
    outcome: 'FAIL_OVERLOAD',
    retryAfterMs: 4 * MINUTE_MS,
    status: 429,
  },
  refusal: { failure: 'content', outcome: 'FAIL_REFUSED', retryAfterMs: null, status: 200 },
  truncation: { failure: 'sizing', outcome: 'FAIL_TRUNCATED', retryAfterMs: null, status: 200 },
  'wrong key': { failure: 'account', outcome: 'FAIL_ACCOUNT', retryAfterMs: null, status: 401 },
} as const satisfies Record<string, Reason>;

type Behaviour = keyof typeof REASONS | 'good' | 'garbage' | 'out of range' | 'lost';

/** Hours of the day in which the service fails one way, whatever it is asked. */
export const OUTAGES = [
  { from: 3, to: 3.75, what: 'overloaded' },
  { from: 7, to: 7.4, what: 'timeout' },
  { from: 10, to: 10.2, what: 'wrong key' },
  { from: 13, to: 13.4, what: 'rate limit' },
  { from: 17, to: 17.6, what: 'garbage' },
] as const;

const SINGLE: readonly Behaviour[] = [
  'timeout',
  'overloaded',
  'refusal',
  'truncation',
  'garbage',
  'out of range',
  'lost',
];
const SINGLE_RATE = 0.12;

export const hourOf = (ts: number): number => (ts - T0) / HOUR_MS;

/** The half hour after an outage, in which it is watched how the desk comes back: nothing else fails then. */
export const isComingBack = (hour: number): boolean =>
  OUTAGES.some(({ to }) => hour >= to && hour < to + 0.5);

/** A failed call as the adapter tells of it; a broken one may have been billed. */
function failed(ask: Ask, what: keyof typeof REASONS, tsWall: number): Reply {
  const { status, ...reason } = REASONS[what];
  const attempt: ModelAttempt = {
    attempt: 1,
    model: ask.request.model,
    requestId: null,
    tsSent: tsWall,
    tsEnded: tsWall + SECOND_MS,
    usage: null,
    status,
    end: 'failure',
    failure: reason.failure,
    detail: what,
  };
  return { attempts: [attempt], result: { kind: 'failure', ...reason, detail: what } };
}

const outOfRange = (text: string): string =>
  JSON.stringify({ ...(JSON.parse(text) as object), p_event: 4 });

/** A model that mostly answers, sometimes fails in any of the ways, and in some hours always in one. */
export class AgentDayModel {
  readonly asked = new Map<string, Behaviour>();
  isHealed = false;
  readonly #rng: Rng;
  readonly #trader: ScriptedTrader;

  constructor(rng: Rng, trader: ScriptedTrader) {
    this.#rng = rng;
    this.#trader = trader;
  }

  answer(ask: Ask, tsNow: number, tsWall: number) {
    const behaviour = this.#choose(tsNow);
    this.asked.set(ask.questionId, behaviour);
    if (behaviour === 'lost') return undefined;
    const afterMs = Math.round(behaviour === 'timeout' ? 120_000 : 800 + this.#rng.next() * 2_000);
    return { reply: this.#reply(ask, behaviour, tsWall), afterMs };
  }

  #choose(tsNow: number): Behaviour {
    if (this.isHealed) return 'good';
    const hour = hourOf(tsNow);
    const outage = OUTAGES.find(({ from, to }) => hour >= from && hour < to);
    if (outage !== undefined) return outage.what;
    if (this.#rng.next() >= SINGLE_RATE || isComingBack(hour)) return 'good';
    return SINGLE[Math.floor(this.#rng.next() * SINGLE.length)] ?? 'good';
  }

  #reply(ask: Ask, behaviour: Exclude<Behaviour, 'lost'>, tsWall: number): Reply {
    if (behaviour === 'garbage') return replyWith('Certainly! I would buy.', ask, tsWall);
    const good = this.#trader(ask.request.freshText);
    if (behaviour === 'good') return replyWith(good, ask, tsWall);
    if (behaviour === 'out of range') return replyWith(outOfRange(good), ask, tsWall);
    return failed(ask, behaviour, tsWall);
  }
}
