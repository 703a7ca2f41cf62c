import type { GateConfig } from '../../contract/agent/config/gate.schema.ts';
import { SECOND_MS, type EpochMs } from '../../kernel/clock.ts';
import { parsed, type Parsed } from '../../kernel/verdict.ts';
import type { WakeCondition } from '../../model/agent/wake-condition.ts';
import { checkWakeCondition, parseWakeCondition } from './check-wake-condition.ts';
import { clampSeconds } from './clamp-seconds.ts';
import { NEVER } from './gate-result.ts';
import { WakeAudit, type WakeAuditState } from './wake-audit.ts';
import {
  OUT_OF_REACH,
  reachOf,
  triggerOf,
  type ArmedCondition,
  type Reach,
  type Trigger,
  type WakeFacts,
} from './wake-trigger.ts';

/** A condition that came true and waits for its pass. */
export interface LatchedCondition extends Trigger {
  readonly armed: ArmedCondition;
  readonly tsTriggered: EpochMs;
}

export interface WakeBookState {
  readonly count: number;
  readonly armed: readonly ArmedCondition[];
  readonly latched: readonly LatchedCondition[];
  readonly audit: WakeAuditState;
}

export interface ArmOptions {
  /** Life of the conditions, held within the configured bounds; left out: the configured one. */
  readonly ttlS?: number;
  /** True: these instead of those that stand. */
  readonly replaces?: boolean;
}

export interface WakeBookOptions {
  readonly symbol: string;
  readonly config: GateConfig;
}

/** The wake conditions of one symbol: armed, come true, used up. */
export class WakeBook {
  readonly #options: WakeBookOptions;
  readonly audit: WakeAudit;
  #count: number;
  #armed: readonly ArmedCondition[];
  #latched: readonly LatchedCondition[];

  constructor(options: WakeBookOptions, state?: WakeBookState) {
    this.#options = options;
    this.audit = new WakeAudit(options.config.wake, state?.audit);
    this.#count = state?.count ?? 0;
    this.#armed = state?.armed ?? [];
    this.#latched = state?.latched ?? [];
  }

  get armed(): readonly ArmedCondition[] {
    return this.#armed;
  }

  get latched(): readonly LatchedCondition[] {
    return this.#latched;
  }

  /** One answer for each, in order. */
  arm(
    conditions: readonly unknown[],
    facts: WakeFacts,
    ttlS?: number,
  ): readonly Parsed<ArmedCondition>[] {
    return conditions.map((input) => this.#armOne(input, facts, ttlS));
  }

  /** Others take their place. Returns how many had come true and waited. */
  dropAll(): number {
    const waited = this.#latched.length;
    this.audit.count('replaced', this.#armed.length + waited);
    this.#armed = [];
    this.#latched = [];
    return waited;
  }

  /** Conditions past their time, and those that came true and waited in vain. Returns how many had come true. */
  expire(ts: EpochMs): number {
    const armed = this.#armed.filter(({ tsExpires }) => ts < tsExpires);
    const patienceMs = this.#options.config.patience_s * SECOND_MS;
    const latched = this.#latched.filter(
      ({ armed: { tsExpires }, tsTriggered }) => ts < Math.max(tsExpires, tsTriggered + patienceMs),
    );
    const lapsed = this.#latched.length - latched.length;
    this.audit.count('expired', this.#armed.length - armed.length + lapsed);
    this.#armed = armed;
    this.#latched = latched;
    return lapsed;
  }

  /** Moves what has come true from armed to latched: it fires once, whatever the market does next. */
  latch(facts: WakeFacts): number {
    this.#takeBases(facts);
    const fired: LatchedCondition[] = [];
    for (const armed of this.#armed) {
      const trigger = triggerOf(armed, facts);
      if (trigger !== null) fired.push({ ...trigger, armed, tsTriggered: facts.ts });
    }
    if (fired.length === 0) return 0;
    const ids = new Set(fired.map(({ armed }) => armed.id));
    this.#armed = this.#armed.filter(({ id }) => !ids.has(id));
    this.#latched = [...this.#latched, ...fired];
    return fired.length;
  }

  /** A pass has taken all that had come true; the ids, oldest first. */
  useUp(tsPassed: EpochMs): readonly string[] {
    const used = this.#latched;
    this.#latched = [];
    for (const { armed, value, threshold, tsTriggered } of used) {
      this.audit.noteWoken(armed, { value, threshold, tsTriggered, tsPassed });
    }
    return used.map(({ armed }) => armed.id);
  }

  /** The nearest level on each side over all that is armed. */
  reach(meter: WakeFacts['meter']): Reach {
    return this.#armed
      .map((armed) => reachOf(armed, meter))
      .reduce(
        (nearest, reach) => ({
          above: Math.min(nearest.above, reach.above),
          below: Math.max(nearest.below, reach.below),
          volume: Math.min(nearest.volume, reach.volume),
        }),
        OUT_OF_REACH,
      );
  }

  /** When time alone changes something. */
  tsNext(): EpochMs {
    return Math.min(NEVER, ...this.#armed.flatMap(({ tsDue, tsExpires }) => [tsDue, tsExpires]));
  }

  state(): WakeBookState {
    return {
      count: this.#count,
      armed: this.#armed,
      latched: this.#latched,
      audit: this.audit.state(),
    };
  }

  #armOne(input: unknown, facts: WakeFacts, ttlS: number | undefined): Parsed<ArmedCondition> {
    const read = parseWakeCondition(input);
    if (!read.ok) {
      this.audit.count('refused');
      return read;
    }
    const armed = this.#asArmed(read.value, facts, ttlS);
    const { symbol, config } = this.#options;
    const standing = [...this.#armed, ...this.#latched.map((latched) => latched.armed)];
    const refusal = checkWakeCondition(armed, { config: config.wake, symbol, standing, facts });
    if (refusal !== null) {
      this.audit.count(refusal.code === 'WAKE_DUPLICATE' ? 'duplicate' : 'refused');
      return refusal;
    }
    this.#count += 1;
    this.#armed = [...this.#armed, armed];
    this.audit.count('armed');
    return parsed(armed);
  }

  #asArmed(condition: WakeCondition, facts: WakeFacts, ttlS: number | undefined): ArmedCondition {
    const { symbol, config } = this.#options;
    const { ttl_s, min_ttl_s, max_ttl_s } = config.wake;
    const life = clampSeconds(ttlS ?? ttl_s, { min: min_ttl_s, max: max_ttl_s, otherwise: ttl_s });
    const { ts, price, openInterest } = facts;
    const base = condition.kind === 'open_interest_change' ? openInterest : price;
    const id = `${symbol}:w${this.#count + 1}`;
    const ends = { tsExpires: ts + life * SECOND_MS, tsDue: NEVER };
    return { id, condition, tsArmed: ts, base, ...ends, ...this.#ownTimes(condition, ts, ends) };
  }

  /** A condition about time must not expire before it can come true. */
  #ownTimes(
    condition: WakeCondition,
    ts: EpochMs,
    { tsExpires }: { tsExpires: EpochMs },
  ): Partial<Pick<ArmedCondition, 'tsExpires' | 'tsDue'>> {
    if (condition.kind === 'candle_close') {
      return { tsExpires: Math.max(tsExpires, ts + 2 * condition.timeframe_ms) };
    }
    if (condition.kind !== 'time') return {};
    const { min_s, max_s } = this.#options.config.timer;
    const wait = clampSeconds(condition.in_s, { min: min_s, max: max_s, otherwise: max_s });
    return { tsExpires: NEVER, tsDue: ts + wait * SECOND_MS };
  }

  /** Armed before there was anything to compare with: the first figure is what later ones are held against. */
  #takeBases({ openInterest }: WakeFacts): void {
    const isWaiting = ({ condition, base }: ArmedCondition): boolean =>
      condition.kind === 'open_interest_change' && base === 0;
    if (openInterest === 0 || !this.#armed.some(isWaiting)) return;
    this.#armed = this.#armed.map((armed) =>
      isWaiting(armed) ? { ...armed, base: openInterest } : armed,
    );
  }
}
