import { closeSync, openSync, writeSync } from 'node:fs';
import { asWriteError } from './journal-error.ts';

/** The three calls a journal makes of the file system; a test puts a full disk in their place. */
export interface JournalFileSystem {
  /** Creates a file that must not exist yet. */
  open(path: string): number;
  /** Bytes written, possibly fewer than asked for. */
  write(handle: number, bytes: Buffer, offset: number): number;
  close(handle: number): void;
}

export const nodeFileSystem: JournalFileSystem = {
  open: (path) => openSync(path, 'wx', 0o600),
  write: (handle, bytes, offset) => writeSync(handle, bytes, offset),
  close: (handle) => {
    closeSync(handle);
  },
};

/**
 * One open segment. What could not be written stays here and goes first the next time, from the byte
 * at which it stopped: a full disk never leaves a torn line in the middle.
 */
export class SegmentWriter {
  readonly path: string;
  readonly #fileSystem: JournalFileSystem;
  readonly #handle: number;
  #rest: Buffer = Buffer.alloc(0);
  #bytes = 0;

  constructor(path: string, fileSystem: JournalFileSystem) {
    this.path = path;
    this.#fileSystem = fileSystem;
    try {
      this.#handle = fileSystem.open(path);
    } catch (error) {
      throw asWriteError(error, path);
    }
  }

  /** Bytes in the file. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Bytes that still wait for room. */
  get waiting(): number {
    return this.#rest.length;
  }

  /** Takes the text in any case; throws JournalError when not all of it reached the file. */
  write(text: string): void {
    const added = Buffer.from(text, 'utf8');
    this.#rest = this.#rest.length === 0 ? added : Buffer.concat([this.#rest, added]);
    while (this.#rest.length > 0) this.#writeSome();
  }

  #writeSome(): void {
    try {
      const written = this.#fileSystem.write(this.#handle, this.#rest, 0);
      this.#bytes += written;
      this.#rest = this.#rest.subarray(written);
    } catch (error) {
      throw asWriteError(error, this.path);
    }
  }

  close(): void {
    this.#fileSystem.close(this.#handle);
  }
}
