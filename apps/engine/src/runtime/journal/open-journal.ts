import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SessionId } from '@quarterdeck/core/kernel/ids';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { DeskEvent } from '@quarterdeck/core/model/event';
import type { Journal } from '../../ports/memory.ts';
import { compressSegment } from './compress-segment.ts';
import { digestEffects } from './effects-digest.ts';
import { EventEncoder } from './event-encoder.ts';
import { JournalError, asWriteError } from './journal-error.ts';
import { JOURNAL_VERSION, type JournalHeader, type SessionFacts } from './journal-header.ts';
import { nodeFileSystem, SegmentWriter, type JournalFileSystem } from './segment-writer.ts';
import { listSegmentFiles, listSessionIds, segmentPath } from './session-files.ts';
import { encodeTagged } from './tagged-json.ts';
import { trimSessions } from './trim-sessions.ts';

/** What may be left to encode and hand over when an order is waiting: about 150 quotes. */
const BUFFER_CHARS = 16_384;
const SEGMENT_BYTES = 33_554_432;
/** What a full disk may make us keep in memory before events are given up. */
const MAX_WAITING_BYTES = 33_554_432;
/** A session that has used this part of the cap should make room for the next one. */
const SESSION_SHARE = 0.25;

export interface OpenJournalOptions {
  readonly folder: string;
  readonly sessionId: SessionId;
  readonly header: SessionFacts;
  /** Over all sessions of the folder. */
  readonly maxBytes: number;
  readonly segmentBytes?: number;
  readonly fileSystem?: JournalFileSystem;
}

export interface EventJournal extends Journal {
  /** Right after the event that had them; nothing is written for none. */
  appendEffects(seq: number, effects: readonly Effect[]): void;
  /** True once this session alone has used its share of the cap: start a new one. */
  readonly needsRoll: boolean;
  /** Written by this session so far, before compression. */
  readonly bytes: number;
}

class SegmentedJournal implements EventJournal {
  readonly sessionId: SessionId;
  readonly #options: OpenJournalOptions;
  readonly #fileSystem: JournalFileSystem;
  readonly #encoder = new EventEncoder();
  #segment: SegmentWriter;
  #number = 1;
  #pending = '';
  #closedBytes = 0;
  #lost = 0;
  #isClosing = false;
  #housekeeping: Promise<void> = Promise.resolve();

  constructor(options: OpenJournalOptions) {
    this.sessionId = options.sessionId;
    this.#options = options;
    this.#fileSystem = options.fileSystem ?? nodeFileSystem;
    this.#segment = this.#openSegment();
    const { sessionId } = options;
    const header: JournalHeader = { version: JOURNAL_VERSION, sessionId, ...options.header };
    this.#pending = `["h",${encodeTagged(header)}]\n`;
    this.flush();
    this.#tidyLater(() => this.#compressOlderSessions());
  }

  get bytes(): number {
    return this.#closedBytes + this.#segment.bytes;
  }

  get needsRoll(): boolean {
    return this.bytes > this.#options.maxBytes * SESSION_SHARE;
  }

  append(event: DeskEvent): void {
    this.#add(this.#encoder.encode(event));
  }

  appendEffects(seq: number, effects: readonly Effect[]): void {
    if (effects.length > 0) this.#add(`["e",${seq},"${digestEffects(effects)}"]\n`);
  }

  #add(lines: string): void {
    if (this.#segment.waiting > MAX_WAITING_BYTES) this.#lost += 1;
    else this.#pending += lines;
    if (this.#pending.length >= BUFFER_CHARS || this.#lost > 0) this.flush();
  }

  flush(): void {
    if (this.#pending === '' && this.#segment.waiting === 0 && this.#lost === 0) return;
    const text = this.#pending;
    this.#pending = '';
    this.#segment.write(text);
    if (this.#lost > 0) {
      const gap = `["gap",${this.#lost}]\n`;
      this.#lost = 0;
      this.#segment.write(gap);
    }
    if (this.#segment.bytes >= (this.#options.segmentBytes ?? SEGMENT_BYTES)) this.#rollSegment();
  }

  #openSegment(): SegmentWriter {
    const path = segmentPath(this.#options.folder, this.sessionId, this.#number);
    return new SegmentWriter(path, this.#fileSystem);
  }

  #rollSegment(): void {
    const finished = this.#segment;
    this.#number += 1;
    // The old segment stays in use when the new one cannot be made.
    try {
      this.#segment = this.#openSegment();
    } catch (error) {
      this.#number -= 1;
      throw error;
    }
    finished.close();
    this.#closedBytes += finished.bytes;
    this.#tidyLater(() => compressSegment(finished.path));
  }

  /** One at a time, in the background; a failure leaves a larger file and nothing else. */
  #tidyLater(work: () => Promise<void>): void {
    this.#housekeeping = this.#housekeeping
      .then(work)
      .then(() => trimSessions({ ...this.#options, keep: this.sessionId }))
      .then(
        () => undefined,
        () => undefined,
      );
  }

  /** Sessions that ended, in order or not, left their last segment uncompressed. */
  async #compressOlderSessions(): Promise<void> {
    const { folder } = this.#options;
    const older = listSessionIds(folder).filter((sessionId) => sessionId !== this.sessionId);
    const plain = older
      .flatMap((sessionId) => listSegmentFiles(folder, sessionId))
      .filter((segment) => !segment.isCompressed);
    for (const { path } of plain) {
      if (this.#isClosing) return;
      await compressSegment(path);
    }
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    try {
      this.#pending += '["end"]\n';
      this.flush();
    } finally {
      this.#segment.close();
      await this.#housekeeping;
    }
  }
}

function makeSessionFolder(folder: string, sessionId: SessionId): void {
  const path = dirname(segmentPath(folder, sessionId, 1));
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw asWriteError(error, path);
  }
}

/**
 * Starts the journal of a new session: makes its folder, writes its header, deletes the oldest sessions
 * beyond the cap and compresses what earlier ones left. Throws JournalError.
 */
export function openJournal(options: OpenJournalOptions): EventJournal {
  const { folder, sessionId } = options;
  makeSessionFolder(folder, sessionId);
  if (listSegmentFiles(folder, sessionId).length > 0) {
    throw new JournalError('JOURNAL_SESSION_EXISTS', `session ${sessionId} exists already`);
  }
  return new SegmentedJournal(options);
}
