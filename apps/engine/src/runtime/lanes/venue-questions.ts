import type { ClientOrderId, SymbolId, TradeId } from '@quarterdeck/core/kernel/ids';
import type { DeskEventBody } from '@quarterdeck/core/model/event';
import type { Rng } from '@quarterdeck/core/kernel/rng';
import type { Scheduler, Timer } from '../../ports/clock.ts';
import type { Venue } from '../../ports/venue.ts';
import { backOffMs } from '../loops/back-off.ts';
import { withDeadline } from './with-deadline.ts';

export interface VenueQuestionsOptions {
  readonly venue: Pick<Venue, 'queryOrder' | 'snapshot'>;
  readonly scheduler: Scheduler;
  readonly rng: Rng;
  readonly dispatch: (body: DeskEventBody) => void;
  readonly deadlineMs: number;
  /** A question that keeps failing is shown, and asked again. */
  readonly onFailure?: (question: string, error: unknown) => void;
}

const FIRST_MS = 250;
const LONGEST_MS = 10_000;

/**
 * Asks the venue and puts the answers before the desk. A question that fails is asked again until it is answered:
 * no answer is neither "not placed" nor "flat".
 */
export class VenueQuestions {
  readonly #options: VenueQuestionsOptions;
  readonly #open = new Map<string, Timer | undefined>();
  #isStopped = false;

  constructor(options: VenueQuestionsOptions) {
    this.#options = options;
  }

  get openCount(): number {
    return this.#open.size;
  }

  askOrder(clientOrderId: ClientOrderId, symbol: SymbolId): void {
    this.#ask(`order ${clientOrderId}`, async () => {
      const order = await this.#options.venue.queryOrder(clientOrderId, symbol);
      return { type: 'OrderQueried', clientOrderId, ...(order === undefined ? {} : { order }) };
    });
  }

  askBook(afterTradeId?: TradeId): void {
    this.#ask(`book after ${afterTradeId ?? 'the first trade'}`, async () => {
      const snapshot = await this.#options.venue.snapshot(afterTradeId);
      return { type: 'VenueSnapshotTaken', snapshot };
    });
  }

  stop(): void {
    this.#isStopped = true;
    for (const timer of this.#open.values()) timer?.cancel();
    this.#open.clear();
  }

  /** The same question twice at a time would only tell the same thing twice. */
  #ask(question: string, ask: () => Promise<DeskEventBody>): void {
    if (this.#isStopped || this.#open.has(question)) return;
    this.#open.set(question, undefined);
    this.#attempt({ question, ask, failures: 0 });
  }

  #attempt(asked: { question: string; ask: () => Promise<DeskEventBody>; failures: number }): void {
    const { scheduler, deadlineMs } = this.#options;
    withDeadline(scheduler, deadlineMs, asked.ask()).then(
      (body) => {
        if (!this.#open.delete(asked.question) || this.#isStopped) return;
        this.#options.dispatch(body);
      },
      (error: unknown) => {
        if (this.#isStopped) return;
        this.#options.onFailure?.(asked.question, error);
        const failures = asked.failures + 1;
        const delayMs = backOffMs({
          failures,
          rng: this.#options.rng,
          firstMs: FIRST_MS,
          longestMs: LONGEST_MS,
        });
        const timer = scheduler.after(delayMs, () => this.#attempt({ ...asked, failures }));
        this.#open.set(asked.question, timer);
      },
    );
  }
}
