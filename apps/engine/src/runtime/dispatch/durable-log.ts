import type { Effect, RecordEffect } from '@quarterdeck/core/model/effect';
import type { DeskEvent } from '@quarterdeck/core/model/event';
import type { CommandAnswer, Memory } from '../../ports/memory.ts';
import type { Failpoint } from '../failpoints.ts';
import type { SessionJournal } from '../session-journal.ts';

export interface DurableLogOptions {
  readonly memory: Pick<Memory, 'write'>;
  readonly journal: SessionJournal;
  readonly failpoint: Failpoint;
}

/** More than this unwritten and the process stops: memory would run out before the disk comes back. */
const MAX_PENDING_RECORDS = 200_000;

/**
 * Journal and tables as one write-ahead log. Records wait here until a commit; after a failed commit they wait on,
 * in order, so that a disk that comes back loses nothing.
 */
export class DurableLog {
  readonly #options: DurableLogOptions;
  #journal: SessionJournal;
  #pending: RecordEffect[] = [];
  #answers: CommandAnswer[] = [];
  #lastSeq = 0;
  #hasUnflushed = false;
  #appendFailure: unknown;

  constructor(options: DurableLogOptions) {
    this.#options = options;
    this.#journal = options.journal;
  }

  get pendingCount(): number {
    return this.#pending.length;
  }

  get isOverfull(): boolean {
    return this.#pending.length > MAX_PENDING_RECORDS;
  }

  get journal(): SessionJournal {
    return this.#journal;
  }

  /** The next event goes to another session's file. The caller has committed before. */
  switchJournal(journal: SessionJournal): void {
    this.#journal = journal;
  }

  /** Never throws: a journal that cannot take the event makes the next commit fail instead. */
  appendEvent(event: DeskEvent): void {
    this.#lastSeq = event.seq;
    this.#hasUnflushed = true;
    try {
      this.#journal.append(event);
    } catch (error) {
      this.#appendFailure = error;
    }
  }

  appendEffects(seq: number, effects: readonly Effect[]): void {
    try {
      this.#journal.appendEffects?.(seq, effects);
    } catch (error) {
      this.#appendFailure = error;
    }
  }

  addRecord(record: RecordEffect): void {
    this.#pending.push(record);
  }

  /** Stored in the same transaction as the records of the event it answers. */
  addAnswer(answer: CommandAnswer): void {
    this.#answers.push(answer);
  }

  /** Everything handled so far on disk, or the reason why not. */
  commit(): { readonly ok: true } | { readonly ok: false; readonly error: unknown } {
    const isEmpty = this.#pending.length === 0 && this.#answers.length === 0;
    if (isEmpty && !this.#hasUnflushed) return COMMITTED;
    try {
      this.#throwAppendFailure();
      this.#options.failpoint('before-journal-flush');
      this.#journal.flush();
      this.#hasUnflushed = false;
      this.#writeRecords();
      return COMMITTED;
    } catch (error) {
      return { ok: false, error };
    }
  }

  #writeRecords(): void {
    if (this.#pending.length === 0 && this.#answers.length === 0) return;
    this.#options.failpoint('before-commit');
    this.#options.memory.write(this.#pending, this.#lastSeq, this.#answers);
    const hadFill = this.#pending.some((record) => record.type === 'RecordFill');
    this.#pending = [];
    this.#answers = [];
    if (hadFill) this.#options.failpoint('after-fill-commit');
  }

  #throwAppendFailure(): void {
    const failure = this.#appendFailure;
    this.#appendFailure = undefined;
    if (failure !== undefined)
      throw failure instanceof Error
        ? failure
        : new Error('journal refused an event', { cause: failure });
  }
}

const COMMITTED = { ok: true } as const;
