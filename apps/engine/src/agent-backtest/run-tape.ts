import type { SimulatedDesk } from '@quarterdeck/core/desk-contract';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { Effect } from '@quarterdeck/core/model/effect';
import { emptyRestoredState } from '@quarterdeck/core/model/restored';
import { createDueSequence, type DueSequence } from '@quarterdeck/core/simulation/due-sequence';
import { tsOfInput, type MarketInput } from '@quarterdeck/core/simulation/market-input';
import type { MatchingVenue } from '@quarterdeck/core/simulation/matching-venue';
import { SessionLoopDriver } from '@quarterdeck/core/simulation/session-loop-driver';
import type { Answerer, Question } from './answerers/answerer.ts';
import { PendingAnswers } from './pending-answers.ts';

const END_OF_DATA = 'end of data';
/** Stops that rest are cancelled, positions closed, reports heard. */
const DRAIN_MS = 60_000;

export interface TapeRunOptions {
  readonly desk: SimulatedDesk;
  readonly venue: MatchingVenue;
  readonly answerer: Answerer;
  readonly tsStart: EpochMs;
  readonly wallShiftMs: number;
  /** Bars of before `tsStart`. */
  readonly history: readonly Candle[];
  readonly onInput: (input: MarketInput, ts: EpochMs) => void;
  readonly onEffect: (effect: Effect, ts: EpochMs) => void;
}

/** The live desk over a tape, with someone who answers its questions. Events come in the order of every other simulated session. */
export class TapeRun {
  inputCount = 0;
  tsLast: EpochMs;
  readonly #options: TapeRunOptions;
  readonly #loop: SessionLoopDriver;
  readonly #sequence: DueSequence;
  readonly #answers = new PendingAnswers();
  #asked: Question[] = [];

  constructor(options: TapeRunOptions) {
    const { desk, venue, tsStart, history } = options;
    this.#options = options;
    this.tsLast = tsStart;
    this.#sequence = createDueSequence({ venue, tsStart });
    this.#loop = new SessionLoopDriver({
      desk,
      venue,
      tsStart,
      onEffect: (effect, { ts }) => this.#note(effect, ts),
    });
    const first = { reason: 'backtest', by: 'backtest', tsSince: tsStart, eventSeq: 0 };
    const restored = { ...emptyRestoredState({ level: 'none', ...first }), history };
    this.#loop.dispatch({ type: 'DeskStarted', restored }, tsStart);
  }

  get eventCount(): number {
    return this.#loop.eventCount;
  }

  get lastSeq(): number {
    return this.#loop.lastSeq;
  }

  async take(input: MarketInput): Promise<void> {
    const ts = tsOfInput(input);
    if (this.#hasDueBy(ts)) await this.#runUpTo(ts);
    this.#loop.takeInput(input);
    this.inputCount += 1;
    this.tsLast = ts;
    this.#options.onInput(input, ts);
    if (this.#asked.length > 0) await this.#hearQuestions();
  }

  /** Nothing new begins; what is open is answered for, closed by the desk's own hand, and reported. */
  async finish(): Promise<void> {
    const { desk } = this.#options;
    const lock = { level: 'lock', reason: END_OF_DATA, by: 'backtest' } as const;
    await this.#runUpTo(this.tsLast);
    this.#loop.dispatch({ type: 'TradingLocked', ...lock }, this.tsLast);
    await this.#runUpTo(this.tsLast);
    const tsClose = this.#loop.tsNow;
    for (const { positionId } of desk.view.positions()) {
      this.#loop.dispatch({ type: 'PositionCloseRequested', positionId, by: END_OF_DATA }, tsClose);
    }
    await this.#runUpTo(tsClose + DRAIN_MS);
  }

  /** Everything due at or before `ts`: reports, clock, then answers of the same moment. */
  async #runUpTo(ts: EpochMs): Promise<void> {
    for (;;) {
      const tsAnswer = this.#answers.tsNext;
      const step = this.#sequence.next(Math.min(ts, tsAnswer));
      if (step !== undefined) this.#loop.takeStep(step);
      else if (tsAnswer > ts) return;
      else this.#answer(tsAnswer);
      if (this.#asked.length > 0) await this.#hearQuestions();
    }
  }

  #hasDueBy(ts: EpochMs): boolean {
    return this.#sequence.nextTs() <= ts || this.#answers.tsNext <= ts;
  }

  #answer(ts: EpochMs): void {
    const answered = this.#answers.take();
    if (answered !== undefined) this.#loop.dispatch(answered, Math.max(ts, this.#loop.tsNow));
  }

  #note(effect: Effect, ts: EpochMs): void {
    if (effect.type === 'AskModel') this.#asked.push(effect);
    else if (effect.type === 'CallOffQuestion') this.#answers.callOff(effect.questionId, ts);
    this.#options.onEffect(effect, ts);
  }

  async #hearQuestions(): Promise<void> {
    const { answerer, wallShiftMs } = this.#options;
    const questions = this.#asked;
    this.#asked = [];
    const ts = this.#loop.tsNow;
    for (const question of questions) {
      const answer = await answerer.answer(question, { ts, tsWall: Math.floor(ts) + wallShiftMs });
      this.#answers.add(question.questionId, answer, ts);
    }
  }
}
