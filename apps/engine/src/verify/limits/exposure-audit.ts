import type { Desk } from '@quarterdeck/core/desk-contract';
import { formatMoney, type Money } from '@quarterdeck/core/kernel/decimal';
import type { ClientOrderId, SymbolId } from '@quarterdeck/core/kernel/ids';
import { isFinalState } from '@quarterdeck/core/execution/order-state-machine';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { DeskEvent } from '@quarterdeck/core/model/event';
import type { BookEntry } from '@quarterdeck/core/simulation/book-entry';
import type { Findings } from '../findings.ts';
import { ExposureBook, type Touch } from './exposure-book.ts';
import type { OrderFacts } from './order-facts.ts';
import type { DeskWatch } from './watch-desk.ts';

export interface ExposureCaps {
  readonly symbol: bigint;
  readonly total: bigint;
}

const text = (amount: bigint): string => formatMoney(amount as Money);

/**
 * Holds exposure against its caps after every event. What prices alone add to what is held already is no entry's doing:
 * so all is valued at the prices at which the newest entry was let through, and there it must never pass a cap. Held is
 * what the venue's own book says; an entry counts from the moment it was let through until it cannot fill any more.
 */
export class ExposureAudit implements DeskWatch {
  readonly #book = new ExposureBook();
  readonly #now = new Map<SymbolId, Touch>();
  /** Prices at the newest entry in that symbol, and at the newest in any. */
  readonly #atOwn = new Map<SymbolId, Touch>();
  #atAny: ReadonlyMap<SymbolId, Touch> = new Map();
  readonly #atVenue = new Set<ClientOrderId>();
  readonly #findings: Findings;
  readonly #facts: OrderFacts;
  readonly #caps: ExposureCaps;
  admitted = 0;
  unknown = 0;
  events = 0;
  highestSymbol = 0n;
  highestTotal = 0n;

  constructor(findings: Findings, facts: OrderFacts, caps: ExposureCaps) {
    this.#findings = findings;
    this.#facts = facts;
    this.#caps = caps;
  }

  /** The venue's own book, as it changes. */
  listen(entries: readonly BookEntry[]): void {
    for (const entry of entries) {
      if (entry.type === 'Sent' && entry.line.kind === 'submit')
        this.#atVenue.add(entry.line.request.clientOrderId);
      else if (entry.type === 'Filled') this.#fill(entry.fill);
      else if (entry.type === 'Ended') this.#end(entry.clientOrderId);
      else if (entry.type === 'Rejected') this.#end(entry.request.clientOrderId);
    }
  }

  see(event: DeskEvent, effects: readonly Effect[], desk: Desk): void {
    this.events += 1;
    if (event.type === 'QuoteReceived') this.#now.set(event.quote.symbol, event.quote);
    if (event.type === 'OrderWithheld') this.#end(event.clientOrderId);
    if (event.type === 'OrderOutcomeUnknown') this.unknown += 1;
    for (const effect of effects) {
      if (effect.type === 'SubmitOrder' && effect.purpose === 'entry') this.#admit(effect.request);
      else if (effect.type === 'RecordOrder' && this.#hasDied(effect.order))
        this.#end(effect.order.clientOrderId);
    }
    this.#compare(event, desk);
  }

  /** One that the venue never saw lives until the desk has made sure of that. */
  #hasDied(order: Extract<Effect, { type: 'RecordOrder' }>['order']): boolean {
    return isFinalState(order.state) && !this.#atVenue.has(order.clientOrderId);
  }

  #admit(request: Extract<Effect, { type: 'SubmitOrder' }>['request']): void {
    this.admitted += 1;
    this.#book.open(request);
    const touch = this.#now.get(request.symbol);
    if (touch !== undefined) this.#atOwn.set(request.symbol, touch);
    this.#atAny = new Map(this.#now);
  }

  #fill(fill: Extract<BookEntry, { type: 'Filled' }>['fill']): void {
    const owner = this.#facts.find(fill.clientOrderId)?.strategyId;
    if (owner !== undefined) this.#book.fill(fill, owner);
  }

  #end(clientOrderId: ClientOrderId): void {
    const fact = this.#facts.find(clientOrderId);
    if (fact !== undefined) this.#book.end(clientOrderId, fact.symbol);
  }

  #compare(event: DeskEvent, desk: Desk): void {
    const shown = desk.view.exposure();
    let atAny = 0n;
    let now = 0n;
    for (const { symbol, exposure } of shown.bySymbol) {
      const touch = this.#now.get(symbol);
      if (touch === undefined) continue;
      const own = this.#book.ofSymbol(symbol, this.#atOwn.get(symbol) ?? touch);
      if (own > this.highestSymbol) this.highestSymbol = own;
      const sofar = this.#book.ofSymbol(symbol, touch);
      now += sofar;
      atAny += this.#book.ofSymbol(symbol, this.#atAny.get(symbol) ?? touch);
      this.#look('symbol', { event, what: symbol, found: own });
      this.#lookShown('symbol', { event, what: symbol, found: sofar, shown: exposure });
    }
    if (atAny > this.highestTotal) this.highestTotal = atAny;
    this.#look('total', { event, what: 'all symbols', found: atAny });
    this.#lookShown('total', { event, what: 'all symbols', found: now, shown: shown.total });
  }

  #look(
    cap: keyof ExposureCaps,
    seen: { readonly event: DeskEvent; readonly what: string; readonly found: bigint },
  ): void {
    const { event, what, found } = seen;
    this.#findings.look(`limits.${cap}_exposure`, found <= this.#caps[cap], () => ({
      where: `event ${event.seq} ${event.type}, ${what} at the prices of the newest entry`,
      expected: `at most ${text(this.#caps[cap])}`,
      found: text(found),
    }));
  }

  /** The desk itself may think of more than there is, because it hears later, but never of less. */
  #lookShown(
    cap: keyof ExposureCaps,
    seen: {
      readonly event: DeskEvent;
      readonly what: string;
      readonly found: bigint;
      readonly shown: bigint;
    },
  ): void {
    const { event, what, found, shown } = seen;
    this.#findings.look(`limits.${cap}_exposure`, shown >= found, () => ({
      where: `event ${event.seq} ${event.type}, ${what} as the desk counts it`,
      expected: `at least ${text(found)}`,
      found: text(shown),
    }));
  }
}
