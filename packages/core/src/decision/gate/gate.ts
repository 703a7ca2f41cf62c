import type { GateConfig } from '../../contract/agent/config/gate.schema.ts';
import { DAY_MS, SECOND_MS, type EpochMs } from '../../kernel/clock.ts';
import { ensureInvariant } from '../../kernel/ensure.ts';
import type { SymbolId } from '../../kernel/ids.ts';
import type { Parsed } from '../../kernel/verdict.ts';
import { BucketMeter } from './bucket-meter.ts';
import { DueTimes } from './due-times.ts';
import { NO_FEEDS, type GateFunnel } from './gate-funnel.ts';
import { NEVER, NOT_PASSED, type GatePassed, type GateResult } from './gate-result.ts';
import { newGateFacts, type GateState } from './gate-state.ts';
import { PendingReasons, type Reason } from './pending-reasons.ts';
import { ShockLatch } from './shock-latch.ts';
import type { UsefulWakeRate, WakeAuditState } from './wake-audit.ts';
import { WakeBook, type ArmOptions } from './wake-book.ts';
import type { ArmedCondition, WakeFacts } from './wake-trigger.ts';

/** Beyond this a number is a defect of the feed, and its square would spoil the sums. */
const MAX_FIGURE = 1e15;
/** A stamp further ahead than this would make every true one after it a step back. */
const MAX_JUMP_MS = 400 * DAY_MS;

export interface GateOptions {
  readonly symbol: SymbolId;
  readonly config: GateConfig;
  /** Time of the desk when the gate begins to listen. */
  readonly tsStart: EpochMs;
}

const isPositive = (figure: number): boolean => figure > 0 && figure <= MAX_FIGURE;
const isVolume = (figure: number): boolean => figure >= 0 && figure <= MAX_FIGURE;

/**
 * Decides for one symbol when the model is asked. Every usable feed is one evaluation and has one result. Time is the
 * desk's, not the venue's: it never steps back, and what is stamped before the newest feed is ignored.
 */
export class Gate {
  readonly #symbol: SymbolId;
  readonly #config: GateConfig;
  readonly #silenceMs: number;
  readonly #times: DueTimes;
  readonly #meter: BucketMeter;
  readonly #shock: ShockLatch;
  readonly #wake: WakeBook;
  readonly #reasons: PendingReasons;

  #ts: EpochMs;
  #tsMarket: EpochMs;
  #tsCandle: EpochMs;
  #isSilent: boolean;
  #price: number;
  #fundingBps: number | null;
  #openInterest: number;

  #ticks: number;
  #evaluations: number;
  #ignored: number;
  #silences: number;
  #passes: number;

  // What the quiet path compares with; all of it follows from the state above.
  #tsDue = 0;
  #above = 0;
  #below = 0;
  #volumeReach = 0;

  constructor({ symbol, config, tsStart }: GateOptions, state?: GateState) {
    ensureInvariant(state === undefined || state.symbol === symbol, `gate state of ${symbol}`);
    this.#symbol = symbol;
    this.#config = config;
    this.#silenceMs = config.silence_s * SECOND_MS;
    this.#times = new DueTimes(config, tsStart, state?.times);
    this.#shock = new ShockLatch(config.shock, state?.shock);
    this.#meter = this.#createMeter(tsStart, state);
    this.#wake = new WakeBook({ symbol, config }, state?.wake);
    this.#reasons = new PendingReasons(config.budget, state?.reasons, state?.funnel.byLayer);

    const facts = state ?? newGateFacts(symbol, tsStart);
    this.#ts = facts.ts;
    this.#tsMarket = facts.tsMarket;
    this.#tsCandle = facts.tsCandle;
    this.#isSilent = facts.isSilent;
    this.#price = facts.price;
    this.#fundingBps = facts.fundingBps;
    this.#openInterest = facts.openInterest;

    const counts = state?.funnel ?? NO_FEEDS;
    this.#ticks = counts.ticks;
    this.#evaluations = counts.evaluations;
    this.#ignored = counts.ignored;
    this.#silences = counts.silences;
    this.#passes = counts.passes;
    this.#skipDownTime(tsStart);
    this.#retune();
  }

  /** No market data for `silence_s`: a fact of its own, since the pass it causes may have to wait. */
  get isSilent(): boolean {
    return this.#isSilent;
  }

  get isHolding(): boolean {
    return this.#times.isHolding;
  }

  get wakeConditions(): readonly ArmedCondition[] {
    return this.#wake.armed;
  }

  onTrade(price: number, size: number, ts: EpochMs): GateResult {
    this.#ticks += 1;
    if (!this.#mayBe(ts) || !isPositive(price) || !isPositive(size)) return this.#ignore();
    const isDue = this.#begin(ts);
    const isFirst = this.#see(price, ts);
    this.#meter.addTrade(size);
    return isDue || isFirst || this.#isReached() ? this.#evaluate() : NOT_PASSED;
  }

  /** `price` is the mid. */
  onQuote(price: number, ts: EpochMs): GateResult {
    this.#ticks += 1;
    if (!this.#mayBe(ts) || !isPositive(price)) return this.#ignore();
    const isDue = this.#begin(ts);
    const isFirst = this.#see(price, ts);
    return isDue || isFirst || this.#isReached() ? this.#evaluate() : NOT_PASSED;
  }

  /** A finished bar, `ts` when the desk closed it. Without volume it is no sign of life: it may have been filled in. */
  onBar(timeframeMs: number, volume: number, ts: EpochMs): GateResult {
    if (!this.#mayBe(ts) || !isPositive(timeframeMs) || !isVolume(volume)) return this.#ignore();
    this.#begin(ts);
    if (volume > 0) this.#hear(ts);
    this.#meter.addBar(timeframeMs, volume);
    this.#addCandle(timeframeMs);
    return this.#evaluate(timeframeMs);
  }

  onClock(ts: EpochMs): GateResult {
    if (!this.#mayBe(ts)) return this.#ignore();
    const isDue = this.#begin(ts);
    const silentMs = ts - this.#tsMarket;
    if (silentMs < this.#silenceMs) return isDue ? this.#evaluate() : NOT_PASSED;
    this.#noteSilence(silentMs);
    return this.#evaluate();
  }

  onFunding(rateBps: number, ts: EpochMs): GateResult {
    if (!this.#mayBe(ts) || !isVolume(Math.abs(rateBps))) return this.#ignore();
    this.#begin(ts);
    this.#fundingBps = rateBps;
    return this.#evaluate();
  }

  onOpenInterest(openInterest: number, ts: EpochMs): GateResult {
    if (!this.#mayBe(ts) || !isPositive(openInterest)) return this.#ignore();
    this.#begin(ts);
    this.#openInterest = openInterest;
    return this.#evaluate();
  }

  /** Seconds as granted, from the newest feed on. Not a number: the longest wait. */
  setNextCheck(seconds: number): number {
    const granted = this.#times.setNextCheck(seconds, this.#ts);
    this.#reasons.drop('timer');
    this.#retune();
    return granted;
  }

  setHolding(isHolding: boolean): void {
    this.#times.setHolding(isHolding, this.#ts);
    if (!isHolding) this.#reasons.drop('review');
    this.#retune();
  }

  /** 2: half as many passes, twice as far apart, for a budget that steps down. 1 takes it back. */
  setPace(pace: number): void {
    this.#reasons.budget.setPace(pace);
    this.#retune();
  }

  /** One answer for each condition, in order; a refusal has a code and its numbers. */
  arm(conditions: readonly unknown[], options: ArmOptions = {}): readonly Parsed<ArmedCondition>[] {
    this.#expire();
    if (options.replaces === true) this.#reasons.dropWakes(this.#wake.dropAll(), 0);
    const answers = this.#wake.arm(conditions, this.#facts(0), options.ttlS);
    this.#retune();
    return answers;
  }

  /** Whether the decision a condition woke changed the action. False: nobody waits for this outcome. */
  noteOutcome(conditionId: string, changedAction: boolean): boolean {
    const isTaken = this.#wake.audit.noteOutcome(conditionId, changedAction);
    this.#retune();
    return isTaken;
  }

  usefulWakeRate(): UsefulWakeRate {
    return this.#wake.audit.usefulRate();
  }

  wakeAudit(): WakeAuditState {
    return this.#wake.audit.state();
  }

  funnel(): GateFunnel {
    return {
      ticks: this.#ticks,
      evaluations: this.#evaluations,
      ignored: this.#ignored,
      silences: this.#silences,
      passes: this.#passes,
      byLayer: this.#reasons.tallies(),
    };
  }

  state(): GateState {
    return {
      symbol: this.#symbol,
      ts: this.#ts,
      tsMarket: this.#tsMarket,
      tsCandle: this.#tsCandle,
      isSilent: this.#isSilent,
      price: this.#price,
      fundingBps: this.#fundingBps,
      openInterest: this.#openInterest,
      times: this.#times.state(),
      meter: this.#meter.state(),
      shock: this.#shock.state(),
      wake: this.#wake.state(),
      reasons: this.#reasons.state(),
      funnel: this.funnel(),
    };
  }

  #createMeter(tsStart: EpochMs, state: GateState | undefined): BucketMeter {
    const { shock } = this.#config;
    const onBucketEnd = this.#shock.settle.bind(this.#shock);
    const options = { shock, silenceMs: this.#silenceMs, onBucketEnd };
    return new BucketMeter(options, tsStart, state?.meter);
  }

  /** While the engine was down nobody listened: that is no silence of the market, and no return of one bucket. */
  #skipDownTime(tsStart: EpochMs): void {
    if (tsStart - this.#ts < this.#silenceMs) return;
    this.#meter.advance(tsStart, this.#price, this.#tsMarket);
    this.#ts = tsStart;
    this.#tsMarket = tsStart;
    this.#isSilent = false;
    this.#reasons.drop('watchdog');
  }

  /** False for NaN as well. */
  #mayBe(ts: EpochMs): boolean {
    return ts >= this.#ts && ts <= this.#ts + MAX_JUMP_MS;
  }

  #ignore(): GateResult {
    this.#ignored += 1;
    return NOT_PASSED;
  }

  /** Takes the time over; true when time alone may have changed something. */
  #begin(ts: EpochMs): boolean {
    this.#evaluations += 1;
    this.#ts = ts;
    if (ts < this.#tsDue) return false;
    this.#meter.advance(ts, this.#price, this.#tsMarket);
    return true;
  }

  #hear(ts: EpochMs): void {
    this.#tsMarket = ts;
    if (!this.#isSilent) return;
    this.#isSilent = false;
    this.#reasons.drop('watchdog');
  }

  /** True: returns are measured from this price on, and the levels of the quiet path must follow. */
  #see(price: number, ts: EpochMs): boolean {
    this.#hear(ts);
    this.#price = price;
    return this.#meter.ensureReference(price);
  }

  #isReached(): boolean {
    return (
      this.#price >= this.#above ||
      this.#price <= this.#below ||
      this.#meter.volume >= this.#volumeReach
    );
  }

  #evaluate(barTimeframeMs = 0): GateResult {
    const facts = this.#facts(barTimeframeMs);
    this.#expire();
    this.#addWakes(facts);
    this.#addShock(facts);
    this.#add(this.#times.takeReview(this.#ts));
    this.#add(this.#times.takeTimer(this.#ts));
    const result = this.#release();
    this.#retune();
    return result;
  }

  #add(reason: Reason | null): void {
    if (reason !== null) this.#reasons.add(reason, this.#ts);
  }

  #expire(): void {
    this.#reasons.expire(this.#ts);
    const lapsed = this.#wake.expire(this.#ts);
    if (lapsed > 0) this.#reasons.dropWakes(lapsed, this.#wake.latched.length);
  }

  #addWakes(facts: WakeFacts): void {
    const count = this.#wake.latch(facts);
    const [first] = this.#wake.latched;
    if (count === 0 || first === undefined) return;
    const { value, threshold } = first;
    this.#reasons.add({ layer: 'wake', value, threshold, tsLapses: NEVER }, this.#ts, count);
  }

  #addShock(facts: WakeFacts): void {
    const shock = this.#shock.take(facts);
    if (shock !== null) this.#add({ ...shock, tsLapses: this.#tsPatienceEnds() });
  }

  #addCandle(timeframeMs: number): void {
    const { timeframes_ms, min_interval_s } = this.#config.candle;
    if (!timeframes_ms.includes(timeframeMs)) return;
    if (this.#ts < this.#tsCandle + min_interval_s * SECOND_MS) return;
    this.#tsCandle = this.#ts;
    const value = timeframeMs / SECOND_MS;
    const tsLapses = this.#tsPatienceEnds();
    this.#add({ layer: 'candle', value, threshold: min_interval_s, tsLapses });
  }

  #noteSilence(silentMs: number): void {
    if (this.#isSilent) return;
    this.#isSilent = true;
    this.#silences += 1;
    const { silence_s } = this.#config;
    const value = silentMs / SECOND_MS;
    this.#add({ layer: 'watchdog', value, threshold: silence_s, tsLapses: NEVER });
  }

  #release(): GateResult {
    const reason = this.#reasons.next(this.#ts);
    if (reason === null) return NOT_PASSED;
    const conditionIds = this.#wake.useUp(this.#ts);
    this.#reasons.pass(reason, this.#ts, conditionIds.length);
    this.#times.pass(this.#ts);
    this.#passes += 1;
    const { layer, value, threshold } = reason;
    const pass = { passed: true, layer, value, threshold, conditionIds } as const;
    return { ...pass, symbol: this.#symbol, ts: this.#ts } satisfies GatePassed;
  }

  #tsPatienceEnds(): EpochMs {
    return this.#ts + this.#config.patience_s * SECOND_MS;
  }

  #facts(barTimeframeMs: number): WakeFacts {
    return {
      ts: this.#ts,
      price: this.#price,
      meter: this.#meter,
      fundingBps: this.#fundingBps,
      openInterest: this.#openInterest,
      barTimeframeMs,
    };
  }

  #retune(): void {
    const { wasteful_pauses } = this.#config.wake;
    this.#reasons.setWakePauses(this.#wake.audit.isWasteful() ? wasteful_pauses : 1);
    const shock = this.#shock.reach(this.#meter);
    const wake = this.#wake.reach(this.#meter);
    this.#above = Math.min(shock.above, wake.above);
    this.#below = Math.max(shock.below, wake.below);
    this.#volumeReach = Math.min(shock.volume, wake.volume);
    this.#tsDue = Math.min(
      this.#meter.tsBucketEnd,
      this.#times.tsNext(),
      this.#wake.tsNext(),
      this.#reasons.tsNext(),
    );
  }
}
