import path from 'node:path';
import { openMemory } from '@quarterdeck/db/open-memory';
import { createDesk } from '@quarterdeck/core/desk';
import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import { asSessionId } from '@quarterdeck/core/kernel/ids';
import type { RecordEffect } from '@quarterdeck/core/model/effect';
import { createMarketGenerator } from '@quarterdeck/core/simulation/market-generator';
import { tsOfInput, type MarketInput } from '@quarterdeck/core/simulation/market-input';
import { createMatchingVenue } from '@quarterdeck/core/simulation/matching-venue';
import { openVenueBook } from '../../adapters/simulated/venue-book.ts';
import { randomId } from '../../adapters/system/random.ts';
import type { Clock } from '../../ports/clock.ts';
import { BarKeeper } from '../../runtime/session/bar-keeper.ts';
import type { SessionJournal } from '../../runtime/session-journal.ts';
import { databaseFileOf, dataFolderOf } from '../../runtime/start/data-folder.ts';
import { runVirtualSession } from '../../runtime/virtual-session.ts';
import { readBenchDesk } from './bench-desk.ts';

const ACCOUNT = 'demo';
const LATENCY_MS = 15;
const EVENTS_PER_SECOND = 100;
/** The session ends before now: time must not go back for the engine that takes it over. */
const SPAN_MS = 48 * 3_600_000;
const RECORDS_A_WRITE = 5_000;

/** Nothing of the session is replayed later, and a restart reads the tables. */
const noJournal: SessionJournal = {
  sessionId: asSessionId('bench'),
  append: () => undefined,
  flush: () => undefined,
  close: () => Promise.resolve(),
};

type Tables = ReturnType<typeof openMemory>;

/** Puts many transactions into one: how the rows came there does not matter to a restart. */
class BulkWriter {
  fills = 0;
  #records: RecordEffect[] = [];
  #lastSeq = 0;

  constructor(readonly tables: Tables) {}

  write(records: readonly RecordEffect[], eventSeq: number): void {
    for (const record of records) if (record.type === 'RecordFill') this.fills += 1;
    this.#records.push(...records);
    this.#lastSeq = eventSeq;
    if (this.#records.length >= RECORDS_A_WRITE) this.finish();
  }

  finish(): void {
    if (this.#records.length > 0) this.tables.write(this.#records, this.#lastSeq);
    this.#records = [];
  }
}

export interface StoreSessionOptions {
  readonly home: string;
  readonly configFile: string;
  readonly fills: number;
  readonly clock: Clock;
}

function* inputsUntil(
  desk: DeskOptions,
  at: { readonly tsStart: number; readonly tsEnd: number },
  isEnough: () => boolean,
): Generator<MarketInput> {
  const { instruments } = desk;
  const { tsStart } = at;
  const generator = createMarketGenerator({
    seed: 1,
    instruments,
    tsStart,
    eventsPerSecond: EVENTS_PER_SECOND,
  });
  while (!isEnough() && generator.peekTs() < at.tsEnd) yield generator.next();
}

/**
 * A desk's whole past in its folder: tables and the venue's book, written by the engine's own dispatcher,
 * write-ahead log and lanes on a virtual clock.
 */
export async function storeSession({ home, configFile, fills, clock }: StoreSessionOptions) {
  const folder = dataFolderOf(home, ACCOUNT, 'simulated');
  const book = openVenueBook({ folder: path.join(folder, 'venue') });
  const tables = openMemory({
    file: databaseFileOf(folder),
    now: () => clock.now(),
    randomId: () => randomId(6),
  });
  try {
    const { desk } = readBenchDesk(configFile, tables.deskId);
    const tsEnd = clock.now() - 60_000;
    const tsStart = tsEnd - SPAN_MS;
    tables.write(
      [
        {
          type: 'RecordLock',
          lock: { level: 'none', reason: 'bench', by: 'bench', tsSince: tsStart, eventSeq: 0 },
        },
      ],
      0,
    );
    const memory = new BulkWriter(tables);
    const bars = new BarKeeper({ ...desk, memory: tables });
    const watched = function* (): Generator<MarketInput> {
      for (const input of inputsUntil(desk, { tsStart, tsEnd }, () => memory.fills >= fills)) {
        yield input;
        bars.observe(input, tsOfInput(input));
      }
    };
    const { orders, lastSeq } = await runVirtualSession({
      desk: createDesk(desk),
      venue: createMatchingVenue({
        instruments: desk.instruments,
        latencyMs: LATENCY_MS,
        makerFeeBps: 1,
        takerFeeBps: 2,
        startingMemory: book.memory,
        onEntries: (entries) => book.append(entries),
      }),
      memory,
      journal: noJournal,
      inputs: watched(),
      tsStart,
      restored: tables.restoredState(),
    });
    memory.finish();
    bars.write();
    return { fills: memory.fills, storedOrders: orders.length, storedEvents: lastSeq };
  } finally {
    tables.close();
    book.close();
  }
}
