import { expect, it, onTestFinished } from 'vitest';
import { openStoredStanding } from './stored-standing.ts';
import { databaseFile, openTestMemory } from './testing/open-test-memory.ts';
import {
  plainOrder,
  sampleFill,
  sampleLock,
  sampleOrder,
  samplePosition,
  totalsAfter,
} from './testing/sample-records.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

function openBoth() {
  const folder = temporaryFolder();
  const memory = openTestMemory(folder);
  const standing = openStoredStanding(databaseFile(folder));
  onTestFinished(() => standing.close());
  return { memory, standing };
}

it('says of tables nobody has written to that nothing stands', () => {
  const { standing } = openBoth();
  expect(standing.totals()).toMatchObject({ fills: 0, net: 0n });
  expect(standing.lock()).toBeUndefined();
  expect(standing.positions()).toEqual([]);
  expect([...standing.orders()]).toEqual([]);
});

it('reads back totals, positions, the newest lock and how far each order is', () => {
  const { memory, standing } = openBoth();
  const fill = sampleFill(1);
  const totals = totalsAfter([fill]);
  const ended = plainOrder('b', 'cancelled');
  memory.write(
    [
      { type: 'RecordOrder', order: sampleOrder },
      { type: 'RecordOrder', order: ended },
      { type: 'RecordFill', fill, totals },
      { type: 'RecordPosition', position: samplePosition },
      { type: 'RecordLock', lock: { ...sampleLock, level: 'none' } },
      { type: 'RecordLock', lock: sampleLock },
    ],
    1,
  );
  const step = ({ clientOrderId, state, filledQty, venueOrderId }: typeof sampleOrder) => ({
    ...{ clientOrderId, state, filledQty, venueOrderId },
  });
  expect(standing.totals()).toEqual(totals);
  expect(standing.positions()).toEqual([samplePosition]);
  expect(standing.lock()).toEqual(sampleLock);
  expect(standing.findOrder(sampleOrder.clientOrderId)).toEqual(step(sampleOrder));
  expect(standing.listWorkingOrders()).toEqual([step(sampleOrder)]);
  expect([...standing.orders()]).toEqual([step(sampleOrder), step(ended)]);
});

it('sees nothing that is not committed', () => {
  const { memory, standing } = openBoth();
  const { sqlite } = memory.database;
  sqlite.exec('BEGIN IMMEDIATE');
  sqlite.exec(
    `INSERT INTO locks (level, reason, by, ts_since, event_seq) VALUES ('lock','','',1,1)`,
  );
  expect(standing.lock()).toBeUndefined();
  sqlite.exec('COMMIT');
  expect(standing.lock()?.level).toBe('lock');
});

it('refuses a file that is not there', () => {
  expect(() => openStoredStanding(databaseFile(temporaryFolder()))).toThrow('cannot be opened');
});
