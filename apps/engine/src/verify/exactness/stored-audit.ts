import type { ClientOrderId } from '@quarterdeck/core/kernel/ids';
import type { Rng } from '@quarterdeck/core/kernel/rng';
import type { DeskView } from '@quarterdeck/core/model/desk-view';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { Order } from '@quarterdeck/core/model/order';
import type { Position } from '@quarterdeck/core/model/position';
import { openStoredStanding, type StoredStanding } from '@quarterdeck/db/stored-standing';
import type { FailpointName } from '../../runtime/failpoints.ts';
import { writeCanonical } from '../../runtime/journal/write-canonical.ts';
import { databaseFileOf } from '../../runtime/start/data-folder.ts';
import type { Findings } from '../findings.ts';
import { stepText } from './audit-orders.ts';

/** Commits from one look to the next, on average. */
const EACH = 25;
const ID = 'exactness.stored';

interface Opened {
  readonly tables: StoredStanding;
  readonly view: () => DeskView;
}

/**
 * Looks into the tables right after commits that nobody chose, while the engine goes on: what is committed has to be
 * what the desk has in memory at that very moment. One for each life of an engine.
 */
export class StoredAudit {
  readonly #findings: Findings;
  readonly #rng: Rng;
  /** As last recorded, since the look before. */
  readonly #changed = new Map<ClientOrderId, Order>();
  #opened: Opened | undefined;
  #isCommitting = false;
  #commits = 0;
  #next: number;

  constructor(findings: Findings, rng: Rng) {
    this.#findings = findings;
    this.#rng = rng;
    this.#next = this.#draw();
  }

  /** Once the engine has come up in the folder. */
  open(folder: string, view: () => DeskView): void {
    this.#opened = { tables: openStoredStanding(databaseFileOf(folder)), view };
  }

  close(): void {
    this.#opened?.tables.close();
    this.#opened = undefined;
  }

  /** What the desk has asked to be stored. */
  hear(effects: readonly Effect[]): void {
    for (const effect of effects)
      if (effect.type === 'RecordOrder')
        this.#changed.set(effect.order.clientOrderId, effect.order);
  }

  /** Told of every point the engine passes; a commit that failed is none. */
  pass(name: FailpointName): void {
    if (name === 'before-commit') this.#isCommitting = true;
    if (name !== 'after-fill-commit' && name !== 'after-commit-before-send') return;
    if (!this.#isCommitting) return;
    this.#isCommitting = false;
    this.#commits += 1;
    if (this.#commits < this.#next || this.#opened === undefined) return;
    this.#next = this.#commits + this.#draw();
    this.#look(this.#opened);
  }

  /** What has changed since the last look, once everything is committed; gives the tables to look on. */
  finish(where: string): StoredStanding {
    const { tables } = this.#ensureOpened();
    this.#lookAtChanged(tables, where);
    return tables;
  }

  #look({ tables, view }: Opened): void {
    const desk = view();
    const where = `event ${desk.lastSeq}, after commit ${this.#commits}`;
    const equal = (what: string, expected: string, found: string): void =>
      this.#findings.equal(ID, { where: `${where}: ${what}`, expected, found });
    equal('totals', writeCanonical(desk.totals), writeCanonical(tables.totals()));
    equal('positions', positionsText(desk.positions()), positionsText(tables.positions()));
    equal('lock', writeCanonical(desk.lock), writeCanonical(tables.lock()));
    const working = desk.workingOrders();
    equal('working orders', ordersText(working), ordersText(tables.listWorkingOrders()));
    this.#lookAtChanged(tables, where);
    this.#findings.add(ID, 'looks after a commit', 1);
  }

  #lookAtChanged(tables: StoredStanding, where: string): void {
    for (const [clientOrderId, order] of this.#changed) {
      this.#findings.equal(ID, {
        where: `${where}: order ${clientOrderId}`,
        expected: stepText({ venueOrderId: undefined, ...order }),
        found: stepText(tables.findOrder(clientOrderId)),
      });
    }
    this.#findings.add(ID, 'orders held against their rows', this.#changed.size);
    this.#changed.clear();
  }

  #draw(): number {
    return 1 + Math.floor(this.#rng.next() * (2 * EACH - 1));
  }

  #ensureOpened(): Opened {
    if (this.#opened === undefined) throw new Error('the tables are not open');
    return this.#opened;
  }
}

/** A trailing stop is stored with the next step of the clock, a best price that moves none with the next record. */
const positionsText = (positions: readonly Position[]): string =>
  positions
    .map(({ bestPrice: _best, stopPrice: _stop, ...kept }) => writeCanonical(kept))
    .toSorted()
    .join('\n');

type Listed = Parameters<typeof stepText>[0] & { readonly clientOrderId: ClientOrderId };

const ordersText = (orders: readonly (Order | Listed)[]): string =>
  orders
    .map((order) => `${order.clientOrderId}: ${stepText({ venueOrderId: undefined, ...order })}`)
    .toSorted()
    .join('\n');
