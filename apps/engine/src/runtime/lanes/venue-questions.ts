import type { ClientOrderId, SymbolId, TradeId } from '@quarterdeck/core/kernel/ids';
import type { DeskEventBody } from '@quarterdeck/core/model/event';
import type { VenueOrder, VenueSnapshot } from '@quarterdeck/core/model/venue-report';
import type { Rng } from '@quarterdeck/core/kernel/rng';
import type { Scheduler, Timer } from '../../ports/clock.ts';
import { backOffMs } from '../loops/back-off.ts';
import { withDeadline } from './with-deadline.ts';

/** The answering half of a venue. A plain value: answered within the call, as a venue in this process can. */
export interface AnsweringVenue {
  queryOrder(
    clientOrderId: ClientOrderId,
    symbol: SymbolId,
  ): Promise<VenueOrder | undefined> | VenueOrder | undefined;
  snapshot(afterTradeId?: TradeId): Promise<VenueSnapshot> | VenueSnapshot;
}

export interface VenueQuestionsOptions {
  readonly venue: AnsweringVenue;
  readonly scheduler: Scheduler;
  readonly rng: Rng;
  readonly dispatch: (body: DeskEventBody) => void;
  readonly deadlineMs: number;
  /** Reports handled so far: a book asked for before one and answered after it is of another moment. */
  readonly reportCount?: () => number;
  /** A question that keeps failing is shown, and asked again. */
  readonly onFailure?: (question: string, error: unknown) => void;
}

/** Not a failure of the venue: the question has to be asked again. */
class OvertakenError extends Error {
  override readonly name = 'OvertakenError';
}

const MAX_OVERTAKEN = 20;
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
    const toEvent = (order: VenueOrder | undefined): DeskEventBody => ({
      type: 'OrderQueried',
      clientOrderId,
      ...(order === undefined ? {} : { order }),
    });
    this.#ask(`order ${clientOrderId}`, () =>
      whenAnswered(this.#options.venue.queryOrder(clientOrderId, symbol), toEvent),
    );
  }

  /** A report that overtakes the answer makes it a comparison of two moments: asked again, a bounded number of times. */
  askBook(afterTradeId?: TradeId): void {
    const { venue, reportCount = () => 0 } = this.#options;
    let patience = MAX_OVERTAKEN;
    this.#ask(`book after ${afterTradeId ?? 'the first trade'}`, () => {
      const before = reportCount();
      return whenAnswered(venue.snapshot(afterTradeId), (snapshot) => {
        patience -= 1;
        if (reportCount() !== before && patience > 0)
          throw new OvertakenError('a report overtook the book');
        return { type: 'VenueSnapshotTaken', snapshot };
      });
    });
  }

  stop(): void {
    this.#isStopped = true;
    for (const timer of this.#open.values()) timer?.cancel();
    this.#open.clear();
  }

  /** The same question twice at a time would only tell the same thing twice. */
  #ask(question: string, ask: Asked['ask']): void {
    if (this.#isStopped || this.#open.has(question)) return;
    this.#open.set(question, undefined);
    this.#attempt({ question, ask, failures: 0 });
  }

  #attempt(asked: Asked): void {
    let answer: Promise<DeskEventBody> | DeskEventBody;
    try {
      answer = asked.ask();
    } catch (error) {
      this.#failed(asked, error);
      return;
    }
    if (!(answer instanceof Promise)) {
      this.#answered(asked, answer);
      return;
    }
    const { scheduler, deadlineMs } = this.#options;
    withDeadline(scheduler, deadlineMs, answer).then(
      (body) => this.#answered(asked, body),
      (error: unknown) => this.#failed(asked, error),
    );
  }

  #answered({ question }: Asked, body: DeskEventBody): void {
    if (!this.#open.delete(question) || this.#isStopped) return;
    this.#options.dispatch(body);
  }

  #failed(asked: Asked, error: unknown): void {
    if (this.#isStopped) return;
    const { rng, scheduler, onFailure } = this.#options;
    if (!(error instanceof OvertakenError)) onFailure?.(asked.question, error);
    const failures = error instanceof OvertakenError ? 1 : asked.failures + 1;
    const delayMs = backOffMs({ failures, rng, firstMs: FIRST_MS, longestMs: LONGEST_MS });
    const timer = scheduler.after(delayMs, () => this.#attempt({ ...asked, failures }));
    this.#open.set(asked.question, timer);
  }
}

interface Asked {
  readonly question: string;
  readonly ask: () => Promise<DeskEventBody> | DeskEventBody;
  readonly failures: number;
}

function whenAnswered<TAnswer>(
  answer: Promise<TAnswer> | TAnswer,
  toEvent: (answer: TAnswer) => DeskEventBody,
): Promise<DeskEventBody> | DeskEventBody {
  return answer instanceof Promise ? answer.then(toEvent) : toEvent(answer);
}
