import type { EpochMs } from '../../kernel/clock.ts';
import { ensureInvariant } from '../../kernel/ensure.ts';
import type { Parsed } from '../../kernel/verdict.ts';
import { FeedIntake } from './feed-intake.ts';
import type { GateFunnel } from './gate-funnel.ts';
import { GateLayers } from './gate-layers.ts';
import type { GateResult } from './gate-result.ts';
import type { GateOptions, GateState } from './gate-state.ts';
import type { UsefulWakeRate, WakeAuditState } from './wake-audit.ts';
import type { ArmOptions } from './wake-book.ts';
import type { ArmedCondition } from './wake-trigger.ts';

/**
 * Decides for one symbol when the model is asked. Every usable feed is one evaluation and has one result. Time is the
 * desk's, not the venue's: it never steps back, and what is stamped before the newest feed is ignored.
 */
export class Gate {
  readonly #layers: GateLayers;
  readonly #intake: FeedIntake;

  constructor(options: GateOptions, state?: GateState) {
    const { symbol } = options;
    ensureInvariant(state === undefined || state.symbol === symbol, `gate state of ${symbol}`);
    this.#layers = new GateLayers(options, state);
    this.#intake = new FeedIntake(options, this.#layers, state);
  }

  /** No market data for `silence_s`: a fact of its own, since the pass it causes may have to wait. */
  get isSilent(): boolean {
    return this.#intake.facts.isSilent;
  }

  get isHolding(): boolean {
    return this.#layers.times.isHolding;
  }

  get wakeConditions(): readonly ArmedCondition[] {
    return this.#layers.wake.armed;
  }

  onTrade(price: number, size: number, ts: EpochMs): GateResult {
    return this.#intake.onTrade(price, size, ts);
  }

  /** `price` is the mid. */
  onQuote(price: number, ts: EpochMs): GateResult {
    return this.#intake.onQuote(price, ts);
  }

  /** A finished bar, `ts` when the desk closed it. Without volume it is no sign of life: it may have been filled in. */
  onBar(timeframeMs: number, volume: number, ts: EpochMs): GateResult {
    return this.#intake.onBar(timeframeMs, volume, ts);
  }

  onClock(ts: EpochMs): GateResult {
    return this.#intake.onClock(ts);
  }

  /** Called instead of `onClock` while the market is closed: that is no silence. */
  rest(ts: EpochMs): void {
    this.#intake.rest(ts);
  }

  onFunding(rateBps: number, ts: EpochMs): GateResult {
    return this.#intake.onFunding(rateBps, ts);
  }

  onOpenInterest(openInterest: number, ts: EpochMs): GateResult {
    return this.#intake.onOpenInterest(openInterest, ts);
  }

  /** Seconds as granted, from the newest feed on. Not a number: the longest wait. */
  setNextCheck(seconds: number): number {
    const granted = this.#layers.times.setNextCheck(seconds, this.#intake.facts.ts);
    this.#layers.reasons.drop('timer');
    this.#intake.retune();
    return granted;
  }

  setHolding(isHolding: boolean): void {
    this.#layers.times.setHolding(isHolding, this.#intake.facts.ts);
    if (!isHolding) this.#layers.reasons.drop('review');
    this.#intake.retune();
  }

  /** 2: half as many passes, twice as far apart, for a budget that steps down. 1 takes it back. */
  setPace(pace: number): void {
    this.#layers.reasons.budget.setPace(pace);
    this.#intake.retune();
  }

  /**
   * A question that no layer asked for, such as a fresh one after a stale answer: it counts in the hour, and the next
   * pass keeps its pause from it. False: the hour is full.
   */
  spendExtra(ts: EpochMs): boolean {
    const isTaken = this.#layers.reasons.budget.spendExtra(ts);
    this.#intake.retune();
    return isTaken;
  }

  /** One answer for each condition, in order; a refusal has a code and its numbers. */
  arm(conditions: readonly unknown[], options: ArmOptions = {}): readonly Parsed<ArmedCondition>[] {
    const answers = this.#layers.arm(conditions, this.#intake.wakeFacts(0), options);
    this.#intake.retune();
    return answers;
  }

  /** Whether the decision a condition woke changed the action. False: nobody waits for this outcome. */
  noteOutcome(conditionId: string, changedAction: boolean): boolean {
    const isTaken = this.#layers.wake.audit.noteOutcome(conditionId, changedAction);
    this.#intake.retune();
    return isTaken;
  }

  usefulWakeRate(): UsefulWakeRate {
    return this.#layers.wake.audit.usefulRate();
  }

  wakeAudit(): WakeAuditState {
    return this.#layers.wake.audit.state();
  }

  funnel(): GateFunnel {
    return { ...this.#intake.counts, byLayer: this.#layers.reasons.tallies() };
  }

  state(): GateState {
    return { ...this.#intake.facts, ...this.#layers.state(), funnel: this.funnel() };
  }
}
