import type { GateConfig } from '../../contract/agent/config/gate.schema.ts';
import { SECOND_MS, type EpochMs } from '../../kernel/clock.ts';
import type { Parsed } from '../../kernel/verdict.ts';
import { BucketMeter } from './bucket-meter.ts';
import { DueTimes } from './due-times.ts';
import { NEVER, type GatePassed } from './gate-result.ts';
import type { GateOptions, GateState } from './gate-state.ts';
import { PendingReasons, type Reason } from './pending-reasons.ts';
import { ShockLatch } from './shock-latch.ts';
import { WakeBook, type ArmOptions } from './wake-book.ts';
import type { ArmedCondition, WakeFacts } from './wake-trigger.ts';

/** Everything that may have a reason to ask, and the budget that lets one reason through. */
export class GateLayers {
  readonly times: DueTimes;
  readonly meter: BucketMeter;
  readonly shock: ShockLatch;
  readonly wake: WakeBook;
  readonly reasons: PendingReasons;
  readonly #symbol: string;
  readonly #config: GateConfig;

  constructor({ symbol, config, tsStart }: GateOptions, state?: GateState) {
    this.#symbol = symbol;
    this.#config = config;
    this.times = new DueTimes(config, tsStart, state?.times);
    this.shock = new ShockLatch(config.shock, state?.shock);
    const onBucketEnd = this.shock.settle.bind(this.shock);
    const { shock, silence_s } = config;
    const options = { shock, silenceMs: silence_s * SECOND_MS, onBucketEnd };
    this.meter = new BucketMeter(options, tsStart, state?.meter);
    this.wake = new WakeBook({ symbol, config }, state?.wake);
    this.reasons = new PendingReasons(config.budget, state?.reasons, state?.funnel.byLayer);
  }

  /** Every layer looks at the facts; the pass of the first reason that may go, null for none. */
  evaluate(facts: WakeFacts): GatePassed | null {
    const { ts } = facts;
    this.#expire(ts);
    this.#addWakes(facts);
    this.#addShock(facts);
    this.#add(this.times.takeReview(ts), ts);
    this.#add(this.times.takeTimer(ts), ts);
    return this.#release(ts);
  }

  /** True: the bar is a reason, and the next one for a while is none. */
  addCandle(timeframeMs: number, { ts, tsCandle }: { ts: EpochMs; tsCandle: EpochMs }): boolean {
    const { timeframes_ms, min_interval_s } = this.#config.candle;
    if (!timeframes_ms.includes(timeframeMs)) return false;
    if (ts < tsCandle + min_interval_s * SECOND_MS) return false;
    const value = timeframeMs / SECOND_MS;
    const tsLapses = this.#tsPatienceEnds(ts);
    this.#add({ layer: 'candle', value, threshold: min_interval_s, tsLapses }, ts);
    return true;
  }

  addSilence(silentMs: number, ts: EpochMs): void {
    const { silence_s } = this.#config;
    const value = silentMs / SECOND_MS;
    this.#add({ layer: 'watchdog', value, threshold: silence_s, tsLapses: NEVER }, ts);
  }

  arm(
    conditions: readonly unknown[],
    facts: WakeFacts,
    { replaces, ttlS }: ArmOptions,
  ): readonly Parsed<ArmedCondition>[] {
    this.#expire(facts.ts);
    if (replaces === true) this.reasons.dropWakes(this.wake.dropAll(), 0);
    return this.wake.arm(conditions, facts, ttlS);
  }

  state(): Pick<GateState, 'times' | 'meter' | 'shock' | 'wake' | 'reasons'> {
    return {
      times: this.times.state(),
      meter: this.meter.state(),
      shock: this.shock.state(),
      wake: this.wake.state(),
      reasons: this.reasons.state(),
    };
  }

  #add(reason: Reason | null, ts: EpochMs): void {
    if (reason !== null) this.reasons.add(reason, ts);
  }

  #expire(ts: EpochMs): void {
    this.reasons.expire(ts);
    const lapsed = this.wake.expire(ts);
    if (lapsed > 0) this.reasons.dropWakes(lapsed, this.wake.latched.length);
  }

  #addWakes(facts: WakeFacts): void {
    const count = this.wake.latch(facts);
    const [first] = this.wake.latched;
    if (count === 0 || first === undefined) return;
    const { value, threshold } = first;
    this.reasons.add({ layer: 'wake', value, threshold, tsLapses: NEVER }, facts.ts, count);
  }

  #addShock(facts: WakeFacts): void {
    const shock = this.shock.take(facts);
    if (shock === null) return;
    this.#add({ ...shock, tsLapses: this.#tsPatienceEnds(facts.ts) }, facts.ts);
  }

  #release(ts: EpochMs): GatePassed | null {
    const reason = this.reasons.next(ts);
    if (reason === null) return null;
    const conditionIds = this.wake.useUp(ts);
    this.reasons.pass(reason, ts, conditionIds.length);
    this.times.pass(ts);
    const { layer, value, threshold } = reason;
    return { passed: true, layer, value, threshold, conditionIds, symbol: this.#symbol, ts };
  }

  #tsPatienceEnds(ts: EpochMs): EpochMs {
    return ts + this.#config.patience_s * SECOND_MS;
  }
}
