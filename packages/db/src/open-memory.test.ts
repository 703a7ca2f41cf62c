import { describe, expect, test } from 'vitest';
import type { RecordEffect } from '@quarterdeck/core/model/effect';
import { openTestMemory, T0 } from './testing/open-test-memory.ts';
import {
  firstParams,
  plainOrder,
  sampleCandle,
  sampleControl,
  sampleDenial,
  sampleFill,
  sampleIntent,
  sampleLock,
  sampleOrder,
  sampleParams,
  samplePosition,
  sampleRiskMemory,
  sampleSignal,
  sampleTrade,
  totalsAfter,
} from './testing/sample-records.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { intents } from './schema/intents.ts';
import { signedQty } from '@quarterdeck/core/kernel/decimal';

const fills = [sampleFill(1), sampleFill(2), sampleFill(3)];
const everything: readonly RecordEffect[] = [
  { type: 'RecordIntent', intent: sampleIntent, ts: T0 },
  { type: 'RecordOrder', order: sampleOrder },
  ...fills.map((fill, index): RecordEffect => ({
    type: 'RecordFill',
    fill,
    totals: totalsAfter(fills.slice(0, index + 1)),
  })),
  { type: 'RecordPosition', position: samplePosition },
  { type: 'RecordTradeClosed', trade: sampleTrade },
  { type: 'RecordControl', control: sampleControl },
  { type: 'RecordParams', version: firstParams },
  { type: 'RecordParams', version: sampleParams },
  { type: 'RecordLock', lock: sampleLock },
  { type: 'RecordRiskMemory', memory: sampleRiskMemory },
  { type: 'RecordSignal', signal: sampleSignal },
  { type: 'RecordDenial', denial: sampleDenial },
];

describe('restart', () => {
  test('gives back every record exactly as it was written', () => {
    const folder = temporaryFolder();
    const before = openTestMemory(folder);
    before.write(everything, 77);
    before.writeCandles([sampleCandle(0), sampleCandle(1)], 100);
    before.close();

    const after = openTestMemory(folder, 'another');

    expect(after.restoredState()).toStrictEqual({
      lock: sampleLock,
      controls: [sampleControl],
      params: [sampleParams],
      orders: [sampleOrder],
      positions: [samplePosition],
      totals: totalsAfter(fills),
      riskMemory: sampleRiskMemory,
      lastTradeId: 't3',
      recentTradeIds: ['t1', 't2', 't3'],
      history: [sampleCandle(0), sampleCandle(1)],
    });
    expect(after.deskId).toBe('desk1');
    expect(after.lastEventSeq()).toBe(77);
    expect(after.isNew).toBe(false);
    expect(after.listParams(sampleParams.strategyId)).toStrictEqual([sampleParams, firstParams]);
    expect(after.listCandles()).toStrictEqual([sampleCandle(0), sampleCandle(1)]);
    expect(after.listTrades(10)).toStrictEqual([sampleTrade]);
    expect(after.listFills({ limit: 10 })).toStrictEqual(fills.toReversed());
    expect(after.listSignals()).toStrictEqual([sampleSignal]);
    expect(after.listDenials(10)).toStrictEqual([sampleDenial]);
    expect(after.database.orm.select().from(intents).all()).toStrictEqual([
      { ...sampleIntent, tsRecorded: T0 },
    ]);
  });

  test('leaves out what was never set instead of inventing empty values', () => {
    const folder = temporaryFolder();
    const order = plainOrder('o1', 'submitted');
    const before = openTestMemory(folder);
    before.write([{ type: 'RecordOrder', order }], 1);
    before.close();

    expect(openTestMemory(folder).restoredState().orders).toStrictEqual([order]);
  });

  test('of an untouched folder has no lock state, no totals and says that it is new', () => {
    const memory = openTestMemory();
    const state = memory.restoredState();
    expect(memory.isNew).toBe(true);
    expect(state.lock).toBeUndefined();
    expect(state.totals.fills).toBe(0);
    expect(state.lastTradeId).toBeUndefined();
  });

  test('after the lock rows were lost has no lock state and does not pass for new', () => {
    const folder = temporaryFolder();
    const before = openTestMemory(folder);
    before.write([{ type: 'RecordLock', lock: sampleLock }], 5);
    before.database.sqlite.exec('DELETE FROM locks');
    before.close();

    const after = openTestMemory(folder);
    expect(after.isNew).toBe(false);
    expect(after.restoredState().lock).toBeUndefined();
  });

  test('treats a lock level nobody knows as no lock state', () => {
    const memory = openTestMemory();
    memory.write([{ type: 'RecordLock', lock: sampleLock }], 5);
    memory.database.sqlite.exec(
      `PRAGMA ignore_check_constraints = ON; UPDATE locks SET level = 'nonee'`,
    );
    expect(memory.restoredState().lock).toBeUndefined();
  });
});

describe('write', () => {
  test('brings an order up to date in place', () => {
    const memory = openTestMemory();
    const filled = { ...sampleOrder, state: 'filled' as const, filledQty: sampleOrder.qty };
    memory.write([{ type: 'RecordOrder', order: sampleOrder }], 1);
    memory.write([{ type: 'RecordOrder', order: filled }], 2);
    expect(memory.restoredState().orders).toStrictEqual([filled]);
  });

  test('clears a field that the newer order no longer has', () => {
    const memory = openTestMemory();
    const { refusal: _refusal, venueOrderId: _venueOrderId, ...rest } = sampleOrder;
    memory.write([{ type: 'RecordOrder', order: sampleOrder }], 1);
    memory.write([{ type: 'RecordOrder', order: rest }], 2);
    expect(memory.restoredState().orders).toStrictEqual([rest]);
  });

  test('forgets a position whose quantity has become zero', () => {
    const memory = openTestMemory();
    memory.write([{ type: 'RecordPosition', position: samplePosition }], 1);
    const closed = { ...samplePosition, qty: signedQty('0') };
    memory.write([{ type: 'RecordPosition', position: closed }], 2);
    expect(memory.restoredState().positions).toStrictEqual([]);
  });

  test('books the same execution once and leaves the sums alone the second time', () => {
    const memory = openTestMemory();
    const [fill = sampleFill(1)] = fills;
    memory.write([{ type: 'RecordFill', fill, totals: totalsAfter([fill]) }], 1);
    memory.write([{ type: 'RecordFill', fill, totals: totalsAfter([fill, fill]) }], 2);
    expect(memory.sumFillsAfter(0)).toStrictEqual({ cursor: 1, count: 1, net: fill.net });
    expect(memory.restoredState().totals).toStrictEqual(totalsAfter([fill]));
  });

  test('stops with a fault when the same execution comes with other figures, and writes nothing', () => {
    const memory = openTestMemory();
    const fill = sampleFill(1);
    const forged = { ...fill, qty: signedQty('0.2') };
    memory.write([{ type: 'RecordFill', fill, totals: totalsAfter([fill]) }], 1);
    expect(() => {
      memory.write(
        [
          { type: 'RecordLock', lock: sampleLock },
          { type: 'RecordFill', fill: forged, totals: totalsAfter([fill, forged]) },
        ],
        2,
      );
    }).toThrow('booked with another qty');
    expect(memory.lockHistory(5)).toStrictEqual([]);
    expect(memory.listFills({ limit: 5 })).toStrictEqual([fill]);
    expect(memory.lastEventSeq()).toBe(1);
  });

  test('of a failed batch leaves nothing behind and tells why in one typed error', () => {
    const memory = openTestMemory();
    memory.database.sqlite.exec('DROP TABLE trades');
    expect(() => {
      memory.write(
        [
          { type: 'RecordLock', lock: sampleLock },
          { type: 'RecordTradeClosed', trade: sampleTrade },
        ],
        3,
      );
    }).toThrow(expect.objectContaining({ name: 'StorageError', code: 'STORAGE_FAILED' }));
    expect(memory.lockHistory(5)).toStrictEqual([]);
    expect(memory.lastEventSeq()).toBe(0);
  });

  test('never lets the event number go back', () => {
    const folder = temporaryFolder();
    const memory = openTestMemory(folder);
    memory.write([], 9);
    memory.write([], 4);
    expect(memory.lastEventSeq()).toBe(9);
    memory.close();
    expect(openTestMemory(folder).lastEventSeq()).toBe(9);
  });
});

describe('restored orders', () => {
  test('are all that still work and the newest five hundred that ended', () => {
    const memory = openTestMemory();
    const working = ['initialised', 'submitted', 'accepted', 'cancel_pending', 'unknown'] as const;
    const ended = Array.from({ length: 510 }, (_, index) =>
      plainOrder(`ended${index}`, 'filled', T0 + index),
    );
    const open = working.map((state) => plainOrder(state, state));
    const records = [...open, ...ended].map((order) => ({ type: 'RecordOrder' as const, order }));
    memory.write(records, 1);

    const { orders } = memory.restoredState();
    expect(orders.slice(0, working.length).map(({ state }) => state)).toStrictEqual([...working]);
    expect(orders.slice(working.length)).toStrictEqual(ended.slice(10));
  });
});

test('finding the orders to restore reads indexes, not the whole table', () => {
  const { sqlite } = openTestMemory().database;
  const planOf = (condition: string) =>
    JSON.stringify(
      sqlite.prepare(`EXPLAIN QUERY PLAN SELECT * FROM orders WHERE ${condition}`).all(),
    );
  const final = `('denied', 'filled', 'cancelled', 'rejected', 'expired')`;
  expect(planOf(`state NOT IN ${final}`)).toContain('orders_working');
  expect(planOf(`state IN ${final} ORDER BY ts_updated DESC LIMIT 500`)).toContain('orders_ended');
});

describe('lists', () => {
  test('page through fills newest first without a gap or a repeat', () => {
    const memory = openTestMemory();
    const many = Array.from({ length: 25 }, (_, index) => sampleFill(index));
    memory.write(
      many.map((fill, index) => ({
        type: 'RecordFill',
        fill,
        totals: totalsAfter(many.slice(0, index + 1)),
      })),
      1,
    );
    const first = memory.listFills({ limit: 10 });
    const last = first.at(-1);
    const second = memory.listFills({ limit: 20, ...(last && { before: last.tradeId }) });
    expect([...first, ...second]).toStrictEqual(many.toReversed());
  });

  test('show every turn of the lock, newest first', () => {
    const memory = openTestMemory();
    const released = { ...sampleLock, level: 'none' as const, eventSeq: 50 };
    memory.write([{ type: 'RecordLock', lock: sampleLock }], 41);
    memory.write([{ type: 'RecordLock', lock: released }], 50);
    expect(memory.lockHistory(5)).toStrictEqual([released, sampleLock]);
    expect(memory.restoredState().lock).toStrictEqual(released);
  });

  test('number alerts and show the newest first', () => {
    const memory = openTestMemory();
    const alert = { level: 'critical' as const, code: 'DISK_FULL', text: 'no room', ts: T0 };
    const ids = [memory.writeAlert(alert), memory.writeAlert({ ...alert, ts: T0 + 1 })];
    expect(ids).toStrictEqual([1, 2]);
    expect(memory.listAlerts(1)).toStrictEqual([{ ...alert, ts: T0 + 1, id: 2 }]);
  });
});

describe('sumFillsAfter', () => {
  test('adds only what came after the cursor, in pages if asked', () => {
    const memory = openTestMemory();
    memory.write(
      fills.map((fill, index) => ({
        type: 'RecordFill',
        fill,
        totals: totalsAfter(fills.slice(0, index + 1)),
      })),
      1,
    );
    const [fill = sampleFill(1)] = fills;
    expect(memory.sumFillsAfter(0, 2)).toStrictEqual({ cursor: 2, count: 2, net: fill.net * 2n });
    expect(memory.sumFillsAfter(2)).toStrictEqual({ cursor: 3, count: 1, net: fill.net });
    expect(memory.sumFillsAfter(3)).toStrictEqual({ cursor: 3, count: 0, net: 0n });
  });
});
