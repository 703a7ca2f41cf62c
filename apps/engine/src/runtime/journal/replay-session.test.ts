import { expect, test } from 'vitest';
import type { Desk } from '@quarterdeck/core/desk-contract';
import type { JournalHeader } from './journal-header.ts';
import { replaySession } from './replay-session.ts';
import {
  openSampleJournal,
  recordEvents,
  SESSION,
  tenthEventDesk,
} from './testing/sample-session.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

// The replay only ever calls `handle`.
const deskOf = (desk: Pick<Desk, 'handle'>): Desk => desk as Desk;

async function recordedFolder(count = 100, isClosed = true): Promise<string> {
  const folder = temporaryFolder();
  const journal = openSampleJournal(folder);
  recordEvents(journal, count);
  journal.flush();
  if (isClosed) await journal.close();
  return folder;
}

test('the same desk gives an empty diff', async () => {
  const folder = await recordedFolder();
  const headers: JournalHeader[] = [];
  const result = await replaySession({
    folder,
    sessionId: SESSION,
    createDesk: (header) => {
      headers.push(header);
      return deskOf(tenthEventDesk());
    },
  });
  expect(result).toMatchObject({ events: 100, effects: 10, differences: [], wasClosed: true });
  expect(headers[0]?.desk.deskId).toBe('desk1');
});

test('a desk that says something else is found at every event where it does', async () => {
  const folder = await recordedFolder();
  const createDesk = () => deskOf(tenthEventDesk('changed'));
  const result = await replaySession({ folder, sessionId: SESSION, createDesk });
  expect(result.differenceCount).toBe(10);
  expect(result.differences[0]).toMatchObject({ seq: 10, type: 'QuoteReceived' });
  expect(result.differences[0]?.effects).toContain('changed');
});

test('a desk that falls silent or speaks up is found as well', async () => {
  const folder = await recordedFolder();
  const silent = deskOf({ handle: () => [] });
  const talker = tenthEventDesk();
  const eager = deskOf({
    handle: (event) => (event.seq === 7 ? [{ type: 'QueryVenue' }] : talker.handle(event)),
  });
  const missing = await replaySession({ folder, sessionId: SESSION, createDesk: () => silent });
  expect(missing.differences[0]).toMatchObject({ seq: 10, replayed: undefined });
  expect(missing.differenceCount).toBe(10);
  const added = await replaySession({ folder, sessionId: SESSION, createDesk: () => eager });
  expect(added.differences[0]).toMatchObject({ seq: 7, recorded: undefined });
});

test('a session that ended in a crash is compared up to its last answered event', async () => {
  const folder = await recordedFolder(25, false);
  const createDesk = () => deskOf(tenthEventDesk());
  const result = await replaySession({ folder, sessionId: SESSION, createDesk });
  expect(result).toMatchObject({ events: 25, differences: [], wasClosed: false });
});
