import type { Desk } from '@quarterdeck/core/desk-contract';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import { createRng } from '@quarterdeck/core/kernel/rng';
import { plantDefect } from '../defects/plant-defect.ts';
import { auditOrders } from '../exactness/audit-orders.ts';
import { auditBySql, auditStorage } from '../exactness/audit-storage.ts';
import { BookAudit } from '../exactness/book-audit.ts';
import { StoredAudit } from '../exactness/stored-audit.ts';
import { VenueMirror } from '../exactness/venue-mirror.ts';
import { VenueOrders } from '../exactness/venue-orders.ts';
import { LaneAudit } from '../lanes/lane-audit.ts';
import type { StageContext } from '../stage.ts';
import { listenToDesk } from './listen-to-desk.ts';
import { ProofEngine, type ProofEngineOptions, type ProofWire } from './proof-engine.ts';

export type AuditedOptions = Omit<ProofEngineOptions, 'seed' | 'machine' | 'passReports' | 'onEnd'>;

/** Long enough for everything on its way to arrive and to be booked. */
const SETTLE_MS = 2_000;

/** An engine whose books, lanes and tables are looked at after every fill, with the run's defect built in. */
export class AuditedEngine {
  readonly engine: ProofEngine;
  readonly mirror = new VenueMirror();
  readonly books: BookAudit;
  readonly lanes: LaneAudit;
  readonly #stored: StoredAudit;
  readonly #venueOrders = new VenueOrders();
  readonly #context: StageContext;

  constructor(context: StageContext, options: AuditedOptions) {
    const { findings, defect, seed, clock } = context;
    this.#context = context;
    this.books = new BookAudit(findings, this.mirror);
    this.lanes = new LaneAudit(findings);
    this.#stored = new StoredAudit(findings, createRng(seed).fork('looks into the tables'));
    const planted = plantDefect(defect);
    const { wrapDesk, wrapWire, onLane, onBook, failpoint } = options;
    this.engine = new ProofEngine({
      ...options,
      seed,
      machine: clock,
      onBook: (entries) => {
        this.mirror.listen(entries);
        this.#venueOrders.listen(entries);
        onBook?.(entries);
      },
      passReports: planted.passReports,
      wrapWire: (wire, time) => this.#watchHandOvers(wrapWire?.(wire, time) ?? wire),
      wrapDesk: (desk) => {
        const broken = planted.wrapDesk?.(desk) ?? desk;
        return this.#hearRecords(this.books.wrap(wrapDesk?.(broken) ?? broken));
      },
      onLane: (record) => {
        if (planted.keepsLane?.(record) === false) return;
        this.lanes.take(record);
        onLane?.(record);
      },
      failpoint: (name) => {
        this.#stored.pass(name);
        failpoint?.(name);
      },
      onEnd: () => this.#stored.close(),
    });
    this.#stored.open(options.folder, () => this.engine.core.view);
  }

  /** Everything on its way arrives; then all books are compared once more, tables and SQL among them. */
  finish(where: string): void {
    const { engine, mirror } = this;
    const { findings } = this.#context;
    engine.runTo(engine.time.now() + SETTLE_MS);
    engine.core.dispatcher.commitNow();
    findings.equal('exactness.venue_book', {
      where: `${where}: fills of the venue that were never booked`,
      expected: 0,
      found: mirror.waiting,
    });
    this.#comparePositions(where, engine.time.now());
    this.lanes.finish();
    const { storage } = engine;
    const { view } = engine.core;
    auditStorage({ findings, storage, view, where });
    const rows = this.#stored.finish(where).orders();
    auditOrders({ findings, rows, venue: this.#venueOrders.byId, where });
    auditBySql({ findings, storage, view, where });
  }

  #hearRecords(desk: Desk): Desk {
    return listenToDesk(desk, (_event, effects) => this.#stored.hear(effects));
  }

  #watchHandOvers(wire: ProofWire): ProofWire {
    return {
      submit: (request) => {
        this.lanes.handOver(request.symbol, request.clientOrderId);
        return wire.submit(request);
      },
      cancel: (clientOrderId, symbol) => {
        this.lanes.handOver(symbol, clientOrderId);
        return wire.cancel(clientOrderId, symbol);
      },
      queryOrder: (clientOrderId, symbol) => wire.queryOrder(clientOrderId, symbol),
      snapshot: (afterTradeId) => wire.snapshot(afterTradeId),
    };
  }

  #comparePositions(where: string, ts: EpochMs): void {
    const { engine } = this;
    const theirs = new Map(engine.venue.snapshot(ts).positions.map((row) => [row.symbol, row.qty]));
    const ours = new Map<string, bigint>();
    for (const { symbol, qty } of engine.core.view.positions())
      ours.set(symbol, (ours.get(symbol) ?? 0n) + qty);
    for (const { symbol } of engine.core.deskOptions.instruments) {
      this.#context.findings.equal('exactness.venue_book', {
        where: `${where}: position in ${symbol}`,
        expected: theirs.get(symbol) ?? 0n,
        found: ours.get(symbol) ?? 0n,
      });
    }
  }
}
