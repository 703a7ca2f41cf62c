import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { ClientOrderId } from '@quarterdeck/core/kernel/ids';
import type { LockLevel } from '@quarterdeck/core/model/control';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { DeskEvent } from '@quarterdeck/core/model/event';
import type { BookEntry } from '@quarterdeck/core/simulation/book-entry';
import type { Findings } from '../findings.ts';
import type { OrderFact, OrderFacts } from '../limits/order-facts.ts';
import type { DeskWatch } from '../limits/watch-desk.ts';
import { VenueHoldings } from './venue-holdings.ts';

type SentEntry = Extract<BookEntry, { type: 'Sent' }>;

/** One lock, from the event that set it on. */
export interface LockRecord {
  readonly seq: number;
  readonly ts: EpochMs;
  readonly level: LockLevel;
  /** Entries let through that had not left: they waited in a lane. */
  readonly queued: ReadonlySet<ClientOrderId>;
  /** Entries on the wire: sent, not yet at the venue. */
  readonly onWire: ReadonlySet<ClientOrderId>;
  /** Entries that worked at the venue. */
  readonly working: ReadonlySet<ClientOrderId>;
  readonly positions: number;
  readonly lastEntry: { readonly clientOrderId: ClientOrderId; readonly ts: EpochMs } | undefined;
  readonly withheld: Set<ClientOrderId>;
  readonly cancelled: Set<ClientOrderId>;
  readonly queried: Set<ClientOrderId>;
  entriesAfter: number;
  exitsSent: number;
  exitsFilled: number;
  frozenExits: number;
}

/** Watches the desk for locks and the venue's own book for what reaches it afterwards. */
export class LockWatch implements DeskWatch {
  readonly #findings: Findings;
  readonly #facts: OrderFacts;
  readonly #queued = new Set<ClientOrderId>();
  readonly #onWire = new Set<ClientOrderId>();
  #lastEntry: LockRecord['lastEntry'];
  readonly holdings = new VenueHoldings();
  /** Undefined while nothing is locked. */
  current: LockRecord | undefined;
  entries = 0;
  now: () => EpochMs = () => 0;

  constructor(findings: Findings, facts: OrderFacts) {
    this.#findings = findings;
    this.#facts = facts;
  }

  see(event: DeskEvent, effects: readonly Effect[]): void {
    if (event.type === 'TradingLocked') this.current = this.#begin(event);
    else if (event.type === 'TradingUnlocked') this.current = undefined;
    else if (event.type === 'OrderWithheld') {
      this.#queued.delete(event.clientOrderId);
      this.current?.withheld.add(event.clientOrderId);
    }
    for (const effect of effects) {
      if (effect.type === 'SubmitOrder' && effect.purpose === 'entry')
        this.#queued.add(effect.request.clientOrderId);
      else if (effect.type === 'RecordDenial' && effect.denial.code === 'GUARD_FROZEN')
        this.#noteFrozen(effect.denial.count);
    }
  }

  /** The venue's own book, as it changes. */
  listen(entries: readonly BookEntry[]): void {
    for (const entry of entries) {
      if (entry.type === 'Sent') this.#sent(entry);
      else if (entry.type === 'Accepted' || entry.type === 'Rejected') this.#arrived(entry);
      else if (entry.type === 'Ended') this.holdings.end(entry.clientOrderId);
      else if (entry.type === 'Filled') this.#filled(entry.fill);
    }
  }

  queried(clientOrderId: ClientOrderId): void {
    this.current?.queried.add(clientOrderId);
  }

  #begin(event: Extract<DeskEvent, { type: 'TradingLocked' }>): LockRecord {
    return {
      seq: event.seq,
      ts: event.ts,
      level: event.level,
      queued: new Set(this.#queued),
      onWire: new Set(this.#onWire),
      working: new Set(this.holdings.working),
      positions: this.holdings.positions,
      lastEntry: this.#lastEntry,
      withheld: new Set(),
      cancelled: new Set(),
      queried: new Set(),
      entriesAfter: 0,
      exitsSent: 0,
      exitsFilled: 0,
      frozenExits: 0,
    };
  }

  #noteFrozen(count: number): void {
    if (this.current !== undefined) this.current.frozenExits += count;
  }

  #sent({ line }: SentEntry): void {
    if (line.kind === 'cancel') {
      this.current?.cancelled.add(line.clientOrderId);
      return;
    }
    const { clientOrderId } = line.request;
    const fact = this.#facts.find(clientOrderId);
    if (fact === undefined) return;
    if (fact.purpose === 'entry') {
      this.#queued.delete(clientOrderId);
      this.#onWire.add(clientOrderId);
      this.entries += 1;
      if (this.current === undefined) this.#lastEntry = { clientOrderId, ts: this.now() };
    }
    if (this.current !== undefined) this.#judge(fact, this.current);
  }

  /** Something reached the venue under a lock. */
  #judge({ clientOrderId, purpose }: OrderFact, lock: LockRecord): void {
    const where = `${lock.level} of event ${lock.seq}, ${this.now() - lock.ts} ms later, ${clientOrderId}`;
    const isEntry = purpose === 'entry';
    if (isEntry) lock.entriesAfter += 1;
    else lock.exitsSent += 1;
    this.#findings.look('lock.no_entry_after', !isEntry, () => ({
      where,
      expected: 'withheld: the desk was locked when its turn came',
      found: 'an entry that reached the venue',
    }));
    if (lock.level !== 'freeze') return;
    this.#findings.look('lock.exits_go_on', purpose !== 'exit', () => ({
      where,
      expected: "withheld: a freeze holds the strategies' own exits",
      found: 'an exit that reached the venue',
    }));
  }

  #arrived(entry: Extract<BookEntry, { type: 'Accepted' | 'Rejected' }>): void {
    const { clientOrderId } = entry.request;
    const isEntry = this.#onWire.delete(clientOrderId);
    if (isEntry && entry.type === 'Accepted') this.holdings.accept(entry.request);
  }

  #filled(fill: Extract<BookEntry, { type: 'Filled' }>['fill']): void {
    const fact = this.#facts.find(fill.clientOrderId);
    if (fact === undefined) return;
    this.holdings.fill(fill, fact.strategyId);
    if (this.current !== undefined && fact.purpose !== 'entry') this.current.exitsFilled += 1;
  }
}
