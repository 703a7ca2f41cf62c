import { afterEach, expect, it } from 'vitest';
import { openDatabase } from '@quarterdeck/db/database';
import { databaseFileOf } from '../../runtime/start/data-folder.ts';
import { drillDesk } from '../drill/drill-desk.ts';
import { drillInstruments } from '../drill/drill-instruments.ts';
import { drillMarket } from '../drill/drill-market.ts';
import { TS_DRILL, TS_FIRST_QUOTE, WARM_UP_MS } from '../drill/run-drill.ts';
import { AuditedEngine } from '../engine/audited-engine.ts';
import { CAUGHT_BY, type Defect } from '../defects/defect.ts';
import { stageContext } from '../stage-context.fixture.ts';

/** Disks of test machines are shared. */
const PATIENT = { timeout: 60_000 };

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** Two strategies in three symbols for two seconds, with the defect built in; criteria that fail. */
async function tradeWith(defect?: Defect) {
  const stage = stageContext(defect === undefined ? {} : { defect });
  const instruments = drillInstruments(3);
  const audited = new AuditedEngine(stage.context, {
    folder: stage.context.folder,
    desk: drillDesk({ instruments, strategyIds: ['one', 'two'] }),
    tsStart: TS_DRILL,
  });
  open.push(async () => {
    await audited.engine.close();
    stage[Symbol.dispose]();
  });
  audited.engine.runTo(TS_DRILL + WARM_UP_MS);
  const market = { instruments, seed: 7, tsStart: TS_FIRST_QUOTE, intervalMs: 20, ticks: 60 };
  for (const input of drillMarket(market)) audited.engine.deliver(input);
  audited.finish('the test');
  await Promise.resolve();
  return { stage, audited };
}

it(
  'finds nothing wrong with the engine as it is, and has looked after every fill',
  PATIENT,
  async () => {
    const { stage, audited } = await tradeWith();
    expect(stage.failed()).toEqual([]);
    expect(audited.books.fills).toBeGreaterThan(300);
    expect(audited.mirror.waiting).toBe(0);
    const [fills] = stage.looked().filter(({ id }) => id === 'exactness.fills');
    expect(fills?.checked).toBeGreaterThan(300);
    const [stored] = stage.looked().filter(({ id }) => id === 'exactness.stored');
    expect(stored?.evidence['looks after a commit']).toBeGreaterThan(2);
    expect(stored?.evidence["orders held against the venue's book"]).toBeGreaterThan(300);
  },
);

it('sees a row of an order that somebody has changed', PATIENT, async () => {
  const { stage, audited } = await tradeWith();
  const { folder } = stage.context;
  const tables = openDatabase({ file: databaseFileOf(folder), now: () => 0 });
  const sql = `UPDATE orders SET filled_qty = '0' WHERE rowid = 5`;
  expect(tables.sqlite.prepare(sql).run().changes).toBe(1);
  tables.close();
  audited.finish('once more');
  expect(stage.failed()).toEqual(['exactness.stored']);
});

it.each(['overwriting-aggregator', 'float-ledger', 'double-fill', 'dropped-release'] as const)(
  'names the criterion that a planted %s breaks',
  PATIENT,
  async (defect) => {
    const { stage } = await tradeWith(defect);
    expect(stage.failed()).toContain(CAUGHT_BY[defect]);
  },
);

it('the same seed gives the same books to the last digit', PATIENT, async () => {
  const [one, two] = [await tradeWith(), await tradeWith()];
  expect(one.audited.books.net).toBe(two.audited.books.net);
  expect(one.stage.looked()).toEqual(two.stage.looked());
});
