import type { Desk } from '@quarterdeck/core/desk-contract';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { DeskEvent } from '@quarterdeck/core/model/event';
import type { BookEntry } from '@quarterdeck/core/simulation/book-entry';
import type { Findings } from '../../findings.ts';
import { BookWatch } from './book-watch.ts';
import { ComplaintBook } from './complaint-book.ts';
import { OrderWatch, type Caps } from './order-watch.ts';
import { SoakBooks } from './soak-books.ts';

/** Looks at every event of a soak, over all lives of the engine, and writes down what must never happen. */
export class SoakWatch {
  readonly books = new SoakBooks();
  readonly complaints: ComplaintBook;
  readonly orders: OrderWatch;
  readonly #bookWatch: BookWatch;
  readonly counts = new Map<string, number>();
  events = 0;
  life = 0;
  impaired = 0;
  recovered = 0;
  #lastSeq = 0;
  #lastTs: EpochMs = 0;

  constructor(findings: Findings, options: { readonly seed: number; readonly caps: Caps }) {
    this.complaints = new ComplaintBook(findings, options.seed);
    this.orders = new OrderWatch(this.complaints, options.caps);
    this.#bookWatch = new BookWatch(this.complaints, this.books);
  }

  wrap(desk: Desk): Desk {
    return {
      view: desk.view,
      agent: desk.agent,
      mayLeave: (clientOrderId) => desk.mayLeave(clientOrderId),
      handle: (event) => {
        const effects = desk.handle(event);
        this.#see(desk, event, effects);
        return effects;
      },
    };
  }

  listen(entries: readonly BookEntry[]): void {
    this.books.listen(entries);
    this.orders.listen(entries);
  }

  /** The engine was killed: what it had not stored has never happened. */
  engineDied(): void {
    this.books.forget();
  }

  #see(desk: Desk, event: DeskEvent, effects: readonly Effect[]): void {
    const { complaints } = this;
    const { seq, ts, type } = event;
    if (type === 'DeskStarted') {
      this.life += 1;
      this.orders.restart(event.restored.orders, event.restored.positions);
      // A killed engine may have used numbers that nothing on disk remembers.
      this.#lastSeq = 0;
    } else if (type === 'EngineImpaired') this.impaired += 1;
    else if (type === 'EngineRecovered') this.recovered += 1;
    complaints.begin(event, this.life);
    this.events += 1;
    this.counts.set(type, (this.counts.get(type) ?? 0) + 1);
    if (seq <= this.#lastSeq) complaints.complain(`a number above ${this.#lastSeq}`, String(seq));
    if (ts < this.#lastTs) complaints.complain(`a time not before ${this.#lastTs}`, String(ts));
    this.#lastSeq = seq;
    this.#lastTs = ts;
    if (effects.length === 0) return;
    this.#bookWatch.see(desk.view, effects);
    this.orders.see(effects);
  }
}
