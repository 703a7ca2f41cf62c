import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { money, price, qty } from '@quarterdeck/core/kernel/decimal';
import { asClientOrderId, asSymbolId, asTradeId } from '@quarterdeck/core/kernel/ids';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import type { VenueReport } from '@quarterdeck/core/model/venue-report';
import { createMatchingVenue } from '@quarterdeck/core/simulation/matching-venue';
import { archivedIdsPath, archiveFolderOf } from './archive-files.ts';
import { readVenueBook } from './read-venue-book.ts';
import { openVenueBook, VENUE_BOOK_FILE, type ArchiveOptions } from './venue-book.ts';

const BTC = asSymbolId('BTC/USDT');
const INSTRUMENT: Instrument = {
  symbol: BTC,
  base: 'BTC',
  quote: 'USDT',
  tickSize: price('0.1'),
  lotSize: qty('0.1'),
  minQty: qty('0.1'),
  minNotional: money('5'),
  calendar: 'always',
};
const FEW: ArchiveOptions = { archiveAboveBytes: 2_000, finalsKept: 3 };
const NEVER: ArchiveOptions = { archiveAboveBytes: Number.POSITIVE_INFINITY };
const idOf = (number: number) => asClientOrderId(`o${number}`);
const tradeIdOf = (number: number) => asTradeId(String(number).padStart(12, '0'));

type Kind = 'taken' | 'resting' | 'odd' | 'cancel' | 'repeat';

/** A venue over a book in a folder, one operation a step; each step is ten milliseconds. */
class Trading {
  readonly reports: VenueReport[] = [];
  orders = 0;
  #ts = 0;
  #book;
  #venue;

  constructor(
    readonly folder: string,
    readonly options: ArchiveOptions,
  ) {
    this.#book = openVenueBook({ folder, ...options });
    this.#venue = this.#over(this.#book);
  }

  get memory() {
    return this.#book.memory.book;
  }

  /** Nothing is closed or flushed: as after a kill. */
  reopen(): void {
    this.#book.close();
    this.#book = openVenueBook({ folder: this.folder, ...this.options });
    this.#venue = this.#over(this.#book);
  }

  step(kind: Kind): void {
    this.#ts += 10;
    const tsEvent = this.#ts;
    const size = { bidQty: qty('50'), askQty: qty('50') };
    this.#venue.onQuote({ symbol: BTC, bid: price('100'), ask: price('101'), ...size, tsEvent });
    if (kind === 'cancel') this.#venue.cancel(idOf(Math.floor(this.orders / 2)), tsEvent);
    else this.#submit(kind, tsEvent);
    this.reports.push(...this.#venue.advance(tsEvent));
  }

  find(number: number) {
    return this.#venue.queryOrder(idOf(number));
  }

  snapshot(afterTrade?: number) {
    const after = afterTrade === undefined ? undefined : tradeIdOf(afterTrade);
    return this.#venue.snapshot(this.#ts, after);
  }

  close(): void {
    this.#book.close();
  }

  #submit(kind: Kind, ts: number): void {
    if (kind !== 'repeat') this.orders += 1;
    const number = kind === 'repeat' ? Math.ceil(this.orders / 3) : this.orders;
    const isResting = kind === 'resting';
    this.#venue.submit(
      {
        clientOrderId: idOf(number),
        symbol: BTC,
        side: number % 2 === 0 ? 'sell' : 'buy',
        type: isResting ? 'limit' : 'market',
        ...(isResting && { price: price(number % 2 === 0 ? '110' : '90') }),
        timeInForce: 'gtc',
        qty: qty(kind === 'odd' ? '1.05' : '1'),
        postOnly: false,
        reduceOnly: false,
      },
      ts,
    );
  }

  #over(book: ReturnType<typeof openVenueBook>) {
    return createMatchingVenue({
      instruments: [INSTRUMENT],
      latencyMs: 5,
      makerFeeBps: 1,
      takerFeeBps: 2,
      startingMemory: book.memory,
      onEntries: (entries) => book.append(entries),
    });
  }
}

let root: string;
let opened: Trading[] = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'quarterdeck-archive-'));
});

afterEach(() => {
  for (const trading of opened) trading.close();
  opened = [];
  rmSync(root, { recursive: true, force: true });
});

function trade(options: ArchiveOptions, name = 'venue'): Trading {
  const trading = new Trading(join(root, name), options);
  opened.push(trading);
  return trading;
}

function tradeMany(options: ArchiveOptions, steps = 60): Trading {
  const trading = trade(options);
  for (let step = 0; step < steps; step += 1) trading.step('taken');
  return trading;
}

const logCount = (folder: string): number =>
  readdirSync(archiveFolderOf(folder)).filter((name) => name.endsWith('.jsonl')).length;

describe('memory and the log that is read at a start', () => {
  it('stay as small after many orders as after few, while the whole book is still there', () => {
    const trading = tradeMany({ archiveAboveBytes: 10_000, finalsKept: 3 }, 400);
    expect(trading.memory.orders.size).toBeLessThan(30);
    expect(trading.memory.fills.length).toBeLessThan(30);
    expect(statSync(join(trading.folder, VENUE_BOOK_FILE)).size).toBeLessThan(20_000);
    trading.step('cancel');
    expect(readVenueBook(trading.folder).orders).toHaveLength(400);
    expect(readVenueBook(trading.folder).fills.map(({ tradeId }) => tradeId)).toEqual(
      Array.from({ length: 400 }, (_, index) => tradeIdOf(index + 1)),
    );
  });

  it('keep open orders however old they are', () => {
    const trading = trade(FEW);
    trading.step('resting');
    for (let step = 0; step < 100; step += 1) trading.step('taken');
    trading.reopen();
    expect(trading.snapshot().openOrders.map(({ clientOrderId }) => clientOrderId)).toEqual(['o1']);
    expect(logCount(trading.folder)).toBeGreaterThan(1);
  });
});

describe('an order that has left memory', () => {
  it('is told of as it ended', () => {
    const trading = tradeMany(FEW);
    expect(trading.memory.orders.has(idOf(2))).toBe(false);
    expect(trading.find(2)).toMatchObject({ clientOrderId: 'o2', status: 'filled' });
    expect(trading.find(5_000)).toBeUndefined();
  });

  it('keeps its id: a second order under it is refused, after restarts too', () => {
    const trading = tradeMany(FEW);
    const before = trading.reports.length;
    trading.reopen();
    trading.step('repeat');
    trading.step('taken');
    trading.step('taken');
    expect(trading.reports.slice(before)).toContainEqual(
      expect.objectContaining({ type: 'OrderRejected', code: 'VENUE_DUPLICATE_ID' }),
    );
  });

  it('is found without the file of ids, which is made again from the log', () => {
    const trading = tradeMany(FEW);
    const ids = archivedIdsPath(trading.folder, 1);
    for (const spoil of [() => rmSync(ids), () => writeFileSync(ids, 'x')]) {
      spoil();
      trading.reopen();
      expect(trading.find(2)).toMatchObject({ status: 'filled' });
      expect(existsSync(ids)).toBe(true);
    }
  });
});

describe('a book from before there was an archive', () => {
  it('is taken over whole, and the start after the first reads little of it', () => {
    const before = tradeMany(NEVER, 200);
    const bytes = statSync(join(before.folder, VENUE_BOOK_FILE)).size;
    const book = readVenueBook(before.folder);
    const trading = trade(FEW);
    expect(trading.memory.orders.size).toBe(3);
    expect(statSync(join(trading.folder, VENUE_BOOK_FILE)).size).toBeLessThan(bytes / 10);
    expect(readVenueBook(trading.folder)).toEqual(book);
  });
});

describe('an archive that cannot be written', () => {
  it('leaves a longer log and a venue that goes on', () => {
    const trading = trade(FEW);
    rmSync(archiveFolderOf(trading.folder), { recursive: true });
    writeFileSync(archiveFolderOf(trading.folder), 'in the way');
    for (let step = 0; step < 60; step += 1) trading.step('taken');
    expect(trading.memory.orders.size).toBeGreaterThan(50);
    rmSync(archiveFolderOf(trading.folder));
    trading.reopen();
    trading.step('taken');
    expect(readVenueBook(trading.folder).orders).toHaveLength(60);
    const text = readFileSync(join(trading.folder, VENUE_BOOK_FILE), 'utf8');
    expect(text).toContain('archivedLogs');
  });
});

describe('archived or not', () => {
  it('a venue answers every question the same', () => {
    const kinds = fc.constantFrom<Kind | 'reopen'>(
      ...(['taken', 'taken', 'resting', 'odd', 'cancel', 'repeat', 'reopen'] as const),
    );
    let round = 0;
    fc.assert(
      fc.property(fc.array(kinds, { minLength: 30, maxLength: 90 }), (steps) => {
        round += 1;
        const few = trade(FEW, `few-${round}`);
        const all = trade(NEVER, `all-${round}`);
        for (const step of steps) {
          for (const trading of [few, all]) {
            if (step === 'reopen') trading.reopen();
            else trading.step(step);
          }
        }
        expect(few.reports).toEqual(all.reports);
        expect(few.snapshot()).toEqual(all.snapshot());
        for (let number = 0; number <= all.orders; number += 1) {
          expect(few.find(number)).toEqual(all.find(number));
          expect(few.snapshot(number)).toEqual(all.snapshot(number));
        }
        expect(readVenueBook(few.folder)).toEqual(readVenueBook(all.folder));
      }),
      { numRuns: 15 },
    );
  });
});
