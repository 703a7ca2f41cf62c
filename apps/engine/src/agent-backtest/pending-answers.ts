import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { AgentEventBody } from '@quarterdeck/core/model/agent/agent-event';
import type { Answer } from './answerers/answerer.ts';

interface Pending extends Answer {
  readonly questionId: string;
  readonly tsDue: EpochMs;
}

/** Answers on their way to the desk, by the time they arrive. */
export class PendingAnswers {
  #waiting: Pending[] = [];

  /** Infinity when nothing is on its way. */
  get tsNext(): EpochMs {
    return this.#waiting[0]?.tsDue ?? Infinity;
  }

  add(questionId: string, answer: Answer, tsAsked: EpochMs): void {
    this.#waiting.push({ ...answer, questionId, tsDue: tsAsked + answer.latencyMs });
    this.#waiting.sort((one, other) => one.tsDue - other.tsDue);
  }

  /** The answer is not wanted any more: it comes now, as a call that was cut. What it cost stands. */
  callOff(questionId: string, ts: EpochMs): void {
    this.#waiting = this.#waiting.map((pending) =>
      pending.questionId === questionId ? { ...pending, tsDue: ts, result: CALLED_OFF } : pending,
    );
    this.#waiting.sort((one, other) => one.tsDue - other.tsDue);
  }

  /** The first, as the desk is told of it. */
  take(): Extract<AgentEventBody, { type: 'ModelAnswered' }> | undefined {
    const next = this.#waiting.shift();
    if (next === undefined) return undefined;
    const { questionId, attempts, result } = next;
    return { type: 'ModelAnswered', questionId, attempts, result };
  }
}

const CALLED_OFF = {
  kind: 'failure',
  failure: 'transient',
  outcome: 'VETO_HALT',
  detail: 'cancelled',
  retryAfterMs: null,
} as const;
