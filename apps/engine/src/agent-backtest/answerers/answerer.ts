import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { AgentOutbound } from '@quarterdeck/core/model/agent/agent-effect';
import type { ModelAttempt, ModelResult } from '@quarterdeck/core/model/agent/model-call';

export type Question = Extract<AgentOutbound, { type: 'AskModel' }>;

export interface Answer {
  /** Tape time between the question and its answer, whole ms. */
  readonly latencyMs: number;
  readonly attempts: readonly ModelAttempt[];
  readonly result: ModelResult;
}

/** When a question was put: on the tape, and by the provider's calendar. */
export interface AskedAt {
  readonly ts: EpochMs;
  readonly tsWall: EpochMs;
}

/** Whoever plays the model in a backtest. The tape stands still until the promise settles. */
export interface Answerer {
  /** Never rejects: a question without an answer is a failure with its class. */
  answer(question: Question, at: AskedAt): Answer | Promise<Answer>;
  /** Questions it had nothing for. */
  readonly missed: number;
}
