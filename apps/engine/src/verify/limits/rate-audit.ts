import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { StrategyId } from '@quarterdeck/core/kernel/ids';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { DeskEvent } from '@quarterdeck/core/model/event';
import type { BookEntry } from '@quarterdeck/core/simulation/book-entry';
import type { Findings } from '../findings.ts';
import type { OrderFacts } from './order-facts.ts';
import type { DeskWatch } from './watch-desk.ts';

export interface RateLimits {
  readonly perSecond: number;
  readonly repeated: number;
  readonly windowMs: number;
}

const SECOND_MS = 1_000;

/** Times of the last `windowMs`, the one just noted among them; one that is a whole window old has left it. */
export class SlidingWindow {
  readonly #windowMs: number;
  #times: EpochMs[] = [];

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** How many there are now. */
  note(ts: EpochMs): number {
    this.#times = this.#times.filter((each) => ts - each < this.#windowMs);
    this.#times.push(ts);
    return this.#times.length;
  }
}

/** Counts entries as the venue was sent them, by any second that slides over the run, and repeats by strategy. */
export class RateAudit implements DeskWatch {
  readonly #findings: Findings;
  readonly #facts: OrderFacts;
  readonly #limits: RateLimits;
  readonly #now: () => EpochMs;
  readonly #second = new SlidingWindow(SECOND_MS);
  readonly #repeats = new Map<string, SlidingWindow>();
  readonly #held = new Set<StrategyId>();
  sent = 0;
  fullestSecond = 0;
  mostRepeats = 0;

  constructor(
    findings: Findings,
    options: {
      readonly facts: OrderFacts;
      readonly limits: RateLimits;
      readonly now: () => EpochMs;
    },
  ) {
    this.#findings = findings;
    this.#facts = options.facts;
    this.#limits = options.limits;
    this.#now = options.now;
  }

  get held(): ReadonlySet<StrategyId> {
    return this.#held;
  }

  listen(entries: readonly BookEntry[]): void {
    for (const entry of entries) {
      if (this.#facts.findSentEntry(entry) === undefined) continue;
      this.sent += 1;
      const inSecond = this.#second.note(this.#now());
      this.fullestSecond = Math.max(this.fullestSecond, inSecond);
      this.#findings.look('limits.order_rate', inSecond <= this.#limits.perSecond, () => ({
        where: `the second up to ${this.#now()}`,
        expected: `at most ${this.#limits.perSecond} entries`,
        found: String(inSecond),
      }));
    }
  }

  see(event: DeskEvent, effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.type === 'RecordIntent' && effect.intent.purpose === 'entry')
        this.#repeat(event, effect.intent);
      else if (effect.type === 'RecordRiskMemory')
        for (const strategyId of effect.memory.throttled) this.#held.add(strategyId);
    }
  }

  #repeat(event: DeskEvent, intent: Extract<Effect, { type: 'RecordIntent' }>['intent']): void {
    const { strategyId, symbol, side } = intent;
    const key = `${strategyId} ${side} ${symbol}`;
    const window = this.#repeats.get(key) ?? new SlidingWindow(this.#limits.windowMs);
    this.#repeats.set(key, window);
    const repeats = window.note(event.ts);
    this.mostRepeats = Math.max(this.mostRepeats, repeats);
    const isAllowed = repeats <= this.#limits.repeated && !this.#held.has(strategyId);
    this.#findings.look('limits.order_rate', isAllowed, () => ({
      where: `event ${event.seq}, ${key}`,
      expected: this.#held.has(strategyId)
        ? 'no entry: the strategy is held'
        : `at most ${this.#limits.repeated} in ${this.#limits.windowMs} ms`,
      found: String(repeats),
    }));
  }
}
