import { SECOND_MS, type EpochMs } from '../../kernel/clock.ts';
import { isPositive, isTimely, isVolume } from './feed-checks.ts';
import { NO_FEEDS, type GateFunnel } from './gate-funnel.ts';
import type { GateLayers } from './gate-layers.ts';
import { NOT_PASSED, type GateResult } from './gate-result.ts';
import { liveFactsOf, type GateOptions, type GateState, type LiveFacts } from './gate-state.ts';
import { QuietLevels } from './quiet-levels.ts';
import type { WakeFacts } from './wake-trigger.ts';

type FeedCounts = { -readonly [TKey in keyof typeof NO_FEEDS]: number };

/** Takes the feeds of one gate: most change nothing and end with a few comparisons, the others wake the layers. */
export class FeedIntake {
  readonly #layers: GateLayers;
  readonly #levels: QuietLevels;
  readonly #silenceMs: number;
  readonly #facts: LiveFacts;
  readonly #counts: FeedCounts;

  constructor(options: GateOptions, layers: GateLayers, state?: GateState) {
    this.#layers = layers;
    this.#levels = new QuietLevels(options.config);
    this.#silenceMs = options.config.silence_s * SECOND_MS;
    this.#facts = liveFactsOf(options, state);
    const { ticks, evaluations, ignored, silences, passes } = state?.funnel ?? NO_FEEDS;
    this.#counts = { ticks, evaluations, ignored, silences, passes };
    this.#skipDownTime(options.tsStart);
    this.retune();
  }

  get facts(): Readonly<LiveFacts> {
    return this.#facts;
  }

  get counts(): Omit<GateFunnel, 'byLayer'> {
    return this.#counts;
  }

  onTrade(price: number, size: number, ts: EpochMs): GateResult {
    this.#counts.ticks += 1;
    if (!this.#mayBe(ts) || !isPositive(price) || !isPositive(size)) return this.#ignore();
    const isDue = this.#begin(ts);
    const isFirst = this.#see(price, ts);
    this.#layers.meter.addTrade(size);
    return isDue || isFirst || this.#isReached() ? this.#evaluate() : NOT_PASSED;
  }

  onQuote(price: number, ts: EpochMs): GateResult {
    this.#counts.ticks += 1;
    if (!this.#mayBe(ts) || !isPositive(price)) return this.#ignore();
    const isDue = this.#begin(ts);
    const isFirst = this.#see(price, ts);
    return isDue || isFirst || this.#isReached() ? this.#evaluate() : NOT_PASSED;
  }

  onBar(timeframeMs: number, volume: number, ts: EpochMs): GateResult {
    if (!this.#mayBe(ts) || !isPositive(timeframeMs) || !isVolume(volume)) return this.#ignore();
    this.#begin(ts);
    if (volume > 0) this.#hear(ts);
    this.#layers.meter.addBar(timeframeMs, volume);
    if (this.#layers.addCandle(timeframeMs, this.#facts)) this.#facts.tsCandle = ts;
    return this.#evaluate(timeframeMs);
  }

  onClock(ts: EpochMs): GateResult {
    if (!this.#mayBe(ts)) return this.#ignore();
    const isDue = this.#begin(ts);
    const silentMs = ts - this.#facts.tsMarket;
    if (silentMs < this.#silenceMs) return isDue ? this.#evaluate() : NOT_PASSED;
    this.#noteSilence(silentMs);
    return this.#evaluate();
  }

  /** The market is closed: time passes, and nobody expects a tick. */
  rest(ts: EpochMs): void {
    if (!this.#mayBe(ts)) return;
    this.#facts.ts = ts;
    this.#layers.meter.advance(ts, this.#facts.price, this.#facts.tsMarket);
    this.#hear(ts);
    this.retune();
  }

  onFunding(rateBps: number, ts: EpochMs): GateResult {
    if (!this.#mayBe(ts) || !isVolume(Math.abs(rateBps))) return this.#ignore();
    this.#begin(ts);
    this.#facts.fundingBps = rateBps;
    return this.#evaluate();
  }

  onOpenInterest(openInterest: number, ts: EpochMs): GateResult {
    if (!this.#mayBe(ts) || !isPositive(openInterest)) return this.#ignore();
    this.#begin(ts);
    this.#facts.openInterest = openInterest;
    return this.#evaluate();
  }

  /** `barTimeframeMs`: of the bar that has just ended, zero for none. */
  wakeFacts(barTimeframeMs: number): WakeFacts {
    const { ts, price, fundingBps, openInterest } = this.#facts;
    return { ts, price, meter: this.#layers.meter, fundingBps, openInterest, barTimeframeMs };
  }

  retune(): void {
    this.#levels.retune(this.#layers);
  }

  /** While the engine was down nobody listened: that is no silence of the market, and no return of one bucket. */
  #skipDownTime(tsStart: EpochMs): void {
    const facts = this.#facts;
    if (tsStart - facts.ts < this.#silenceMs) return;
    this.#layers.meter.advance(tsStart, facts.price, facts.tsMarket);
    facts.ts = tsStart;
    facts.tsMarket = tsStart;
    facts.isSilent = false;
    this.#layers.reasons.drop('watchdog');
  }

  #mayBe(ts: EpochMs): boolean {
    return isTimely(ts, this.#facts.ts);
  }

  #ignore(): GateResult {
    this.#counts.ignored += 1;
    return NOT_PASSED;
  }

  /** Takes the time over; true when time alone may have changed something. */
  #begin(ts: EpochMs): boolean {
    this.#counts.evaluations += 1;
    this.#facts.ts = ts;
    if (!this.#levels.isDue(ts)) return false;
    this.#layers.meter.advance(ts, this.#facts.price, this.#facts.tsMarket);
    return true;
  }

  #hear(ts: EpochMs): void {
    this.#facts.tsMarket = ts;
    if (!this.#facts.isSilent) return;
    this.#facts.isSilent = false;
    this.#layers.reasons.drop('watchdog');
  }

  /** True: returns are measured from this price on, and the levels of the quiet path must follow. */
  #see(price: number, ts: EpochMs): boolean {
    this.#hear(ts);
    this.#facts.price = price;
    return this.#layers.meter.ensureReference(price);
  }

  #isReached(): boolean {
    return this.#levels.isReached(this.#facts.price, this.#layers.meter.volume);
  }

  #noteSilence(silentMs: number): void {
    if (this.#facts.isSilent) return;
    this.#facts.isSilent = true;
    this.#counts.silences += 1;
    this.#layers.addSilence(silentMs, this.#facts.ts);
  }

  #evaluate(barTimeframeMs = 0): GateResult {
    const passed = this.#layers.evaluate(this.wakeFacts(barTimeframeMs));
    if (passed !== null) this.#counts.passes += 1;
    this.retune();
    return passed ?? NOT_PASSED;
  }
}
