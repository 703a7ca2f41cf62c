import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { asSessionId, type SessionId } from '@quarterdeck/core/kernel/ids';
import type { DeskEvent } from '@quarterdeck/core/model/event';
import { compressSegment } from './compress-segment.ts';
import { findLastEventSeq } from './last-event-seq.ts';
import { listSessions } from './list-sessions.ts';
import { readJournal } from './read-journal.ts';
import { nodeFileSystem } from './segment-writer.ts';
import {
  openSampleJournal,
  quoteEvent,
  recordEvents,
  sampleFacts,
  SESSION,
} from './testing/sample-session.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

async function readAll(folder: string, sessionId: SessionId = SESSION): Promise<DeskEvent[]> {
  const events: DeskEvent[] = [];
  for await (const event of readJournal(folder, sessionId).events) events.push(event);
  return events;
}

const events = (count: number) =>
  Array.from({ length: count }, (_, index) => quoteEvent(index + 1));
const firstSegment = (folder: string) => join(folder, SESSION, '000001.jsonl');

/** A disk that takes so many bytes and no more until `grow` is called. */
function smallDisk(bytes: number) {
  let room = bytes;
  return {
    grow: () => {
      room = Number.POSITIVE_INFINITY;
    },
    fileSystem: {
      ...nodeFileSystem,
      write: (handle: number, buffer: Buffer, offset: number) => {
        if (room === 0) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
        const part = buffer.subarray(offset, offset + Math.min(room, buffer.length));
        const written = nodeFileSystem.write(handle, part, 0);
        room -= written;
        return written;
      },
    },
  };
}

describe('a journal', () => {
  test('gives back its header and every event in order', async () => {
    const folder = temporaryFolder();
    const journal = openSampleJournal(folder);
    recordEvents(journal, 500);
    await journal.close();
    expect(readJournal(folder, SESSION).header).toStrictEqual({
      version: 3,
      sessionId: SESSION,
      ...sampleFacts,
    });
    expect(await readAll(folder)).toStrictEqual(events(500));
  });

  test('has everything in the file once it is flushed', async () => {
    const folder = temporaryFolder();
    const journal = openSampleJournal(folder);
    recordEvents(journal, 3);
    journal.flush();
    expect(await readAll(folder)).toStrictEqual(events(3));
    await journal.close();
  });

  test('writes full segments away compressed and reads across them', async () => {
    const folder = temporaryFolder();
    const journal = openSampleJournal(folder, { segmentBytes: 20_000 });
    for (let seq = 1; seq <= 1_000; seq += 1) {
      journal.append(quoteEvent(seq));
      journal.flush();
    }
    await journal.close();
    const files = readdirSync(join(folder, SESSION)).toSorted();
    expect(files.length).toBeGreaterThan(3);
    expect(files.slice(0, -1).every((name) => name.endsWith('.jsonl.gz'))).toBe(true);
    expect(await readAll(folder)).toStrictEqual(events(1_000));
  });

  test('refuses a session that exists', async () => {
    const folder = temporaryFolder();
    await openSampleJournal(folder).close();
    expect(() => openSampleJournal(folder)).toThrow(
      expect.objectContaining({ code: 'JOURNAL_SESSION_EXISTS' }),
    );
  });

  test('asks for a new session when this one has used its share of the cap', async () => {
    const journal = openSampleJournal(temporaryFolder(), { maxBytes: 40_000 });
    expect(journal.needsRoll).toBe(false);
    recordEvents(journal, 200);
    journal.flush();
    expect(journal.needsRoll).toBe(true);
    await journal.close();
  });
});

describe('a full disk', () => {
  test('is a typed error, and nothing is lost or torn once there is room', async () => {
    const folder = temporaryFolder();
    const disk = smallDisk(5_000);
    const journal = openSampleJournal(folder, { fileSystem: disk.fileSystem });
    recordEvents(journal, 100);
    expect(() => {
      journal.flush();
    }).toThrow(expect.objectContaining({ name: 'JournalError', code: 'JOURNAL_DISK_FULL' }));
    journal.append(quoteEvent(101));
    disk.grow();
    journal.flush();
    await journal.close();
    expect(await readAll(folder)).toStrictEqual(events(101));
  });
});

describe('after a crash', () => {
  test('the torn last line is passed over', async () => {
    const folder = temporaryFolder();
    const journal = openSampleJournal(folder);
    recordEvents(journal, 5);
    journal.flush();
    appendFileSync(firstSegment(folder), '["q",6,17000');
    expect(await readAll(folder)).toStrictEqual(events(5));
    expect(findLastEventSeq(folder)).toBe(5);
    await journal.close();
  });

  test('a broken line before the last is an error with file and line', async () => {
    const folder = temporaryFolder();
    const journal = openSampleJournal(folder);
    recordEvents(journal, 5);
    await journal.close();
    const file = firstSegment(folder);
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, lines.with(4, '["q",3').join('\n'));
    await expect(readAll(folder)).rejects.toMatchObject({
      code: 'JOURNAL_CORRUPT',
      message: expect.stringContaining(`${file}:5`) as string,
    });
  });

  test('a segment that is there twice, plain and compressed, is read once', async () => {
    const folder = temporaryFolder();
    await openSampleJournal(folder).close();
    const plain = readFileSync(firstSegment(folder));
    await compressSegment(firstSegment(folder));
    expect(existsSync(firstSegment(folder))).toBe(false);
    writeFileSync(firstSegment(folder), plain);
    expect(listSessions(folder)).toMatchObject([{ sessionId: SESSION, segments: 1 }]);
    expect(await readAll(folder)).toStrictEqual([]);
  });
});

describe('the folder', () => {
  test('loses its oldest whole sessions when it outgrows the cap, and nothing of others', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    for (const [index, name] of ['b', 'a', 'c'].entries()) {
      const journal = openSampleJournal(folder, {
        sessionId: asSessionId(name),
        header: { ...sampleFacts, tsStart: index },
      });
      recordEvents(journal, 100);
      await journal.close();
    }
    const sizes = listSessions(folder).map(({ bytes }) => bytes);
    const last = sizes.at(-1) ?? 0;
    const newest = asSessionId('d');
    await openSampleJournal(folder, {
      sessionId: newest,
      header: { ...sampleFacts, tsStart: 9 },
      maxBytes: last + 3_000,
    }).close();
    expect(listSessions(folder).map(({ sessionId }) => sessionId)).toStrictEqual(['c', 'd']);
    expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
  });

  test('knows the highest event number of all its sessions', async () => {
    const folder = temporaryFolder();
    expect(findLastEventSeq(folder)).toBe(0);
    const journal = openSampleJournal(folder);
    recordEvents(journal, 42);
    await journal.close();
    const header = { ...sampleFacts, tsStart: sampleFacts.tsStart + 1 };
    await openSampleJournal(folder, { sessionId: asSessionId('s0'), header }).close();
    expect(findLastEventSeq(folder)).toBe(42);
  });

  test('without the session asked for is a typed error', () => {
    expect(() => readJournal(temporaryFolder(), SESSION)).toThrow(
      expect.objectContaining({ code: 'JOURNAL_SESSION_UNKNOWN' }),
    );
  });
});
