import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { endianness } from 'node:os';
import { threadId } from 'node:worker_threads';
import { ensureInvariant } from '@quarterdeck/core/kernel/ensure';
import type { ColumnBlock } from '@quarterdeck/core/model/columns';
import { isProcessAlive } from '../../adapters/system/process-alive.ts';
import {
  COLUMN_FILE_VERSION,
  encodeHead,
  HEAD_BYTES,
  type ColumnFileHead,
  type ColumnFileOutline,
} from './column-file-head.ts';
import { columnsOf, groupBytes, ROWS_PER_GROUP, stampsOf } from './column-layout.ts';

let drafts = 0;

/** Drafts that a killed process left of this file. */
function removeDeadDrafts(target: string): void {
  const name = basename(target);
  for (const entry of readdirSync(dirname(target))) {
    const pid = entry.startsWith(`${name}.`)
      ? /\.(\d+)-\d+-\d+\.draft$/.exec(entry)?.[1]
      : undefined;
    if (pid !== undefined && !isProcessAlive(Number(pid)))
      rmSync(join(dirname(target), entry), { force: true });
  }
}

/** Kernels may write less than asked for. */
function writeAll(handle: number, bytes: Uint8Array, position: number): void {
  let done = 0;
  while (done < bytes.length) {
    done += writeSync(handle, bytes, done, bytes.length - done, position + done);
  }
}

/**
 * Writes beside the target under a name of its own and moves the whole file into place: readers see the old
 * file or the new one, and of two writers at once the later one's stands. Ends with `finish` or `abandon`.
 */
export class ColumnFileWriter {
  readonly #target: string;
  readonly #outline: ColumnFileOutline;
  readonly #draft: string;
  readonly #handle: number;
  #position = HEAD_BYTES;
  #rows = 0;
  #tsFirst = 0;
  #tsLast = 0;
  #isOpen = true;

  constructor(target: string, outline: ColumnFileOutline) {
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    removeDeadDrafts(target);
    drafts += 1;
    this.#target = target;
    this.#outline = outline;
    this.#draft = `${target}.${process.pid}-${threadId}-${drafts}.draft`;
    this.#handle = openSync(this.#draft, 'wx', 0o600);
  }

  get rows(): number {
    return this.#rows;
  }

  /** The first `rows` rows of the block; only the last group may be short. */
  write(block: ColumnBlock, rows: number): void {
    if (rows === 0) return;
    ensureInvariant(this.#rows % ROWS_PER_GROUP === 0, 'a short group is the last of its file');
    for (const column of columnsOf(block)) {
      const part = column.subarray(0, rows);
      const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
      writeAll(this.#handle, bytes, this.#position);
      this.#position += bytes.length;
    }
    const stamps = stampsOf(block);
    if (this.#rows === 0) this.#tsFirst = stamps[0] ?? 0;
    this.#tsLast = stamps[rows - 1] ?? 0;
    this.#rows += rows;
    this.#pad(groupBytes(block.kind, rows));
  }

  /** Stores and closes; nothing may be lost to a power cut once the name is there. */
  finish(changes: Partial<ColumnFileOutline> = {}): ColumnFileHead {
    const head: ColumnFileHead = {
      version: COLUMN_FILE_VERSION,
      byteOrder: endianness(),
      rows: this.#rows,
      tsFirst: this.#tsFirst,
      tsLast: this.#tsLast,
      ...this.#outline,
      ...changes,
    };
    writeAll(this.#handle, encodeHead(this.#target, head), 0);
    fsyncSync(this.#handle);
    this.#close();
    renameSync(this.#draft, this.#target);
    return head;
  }

  /** Leaves nothing behind; does nothing after `finish`. */
  abandon(): void {
    if (!this.#isOpen) return;
    this.#close();
    rmSync(this.#draft, { force: true });
  }

  #pad(bytesOfGroup: number): void {
    const end = HEAD_BYTES + this.#groupsBefore() + bytesOfGroup;
    if (end > this.#position)
      writeAll(this.#handle, new Uint8Array(end - this.#position), this.#position);
    this.#position = end;
  }

  #groupsBefore(): number {
    const before = Math.ceil(this.#rows / ROWS_PER_GROUP) - 1;
    return before * groupBytes(this.#outline.kind, ROWS_PER_GROUP);
  }

  #close(): void {
    this.#isOpen = false;
    closeSync(this.#handle);
  }
}
