import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ColumnBlock } from '@quarterdeck/core/model/columns';
import {
  ColumnFileError,
  decodeHead,
  fileBytesOf,
  HEAD_BYTES,
  type ColumnFileHead,
} from './column-file-head.ts';
import { createBlock, groupBytes, ROWS_PER_GROUP } from './column-layout.ts';

export interface ColumnFile {
  readonly head: ColumnFileHead;
  /**
   * From the first row each time. A block and its arrays are valid until the next block is taken: buffers are
   * used again, so that memory does not grow with the rows. ColumnFileError when the file was replaced since.
   */
  blocks(): Iterable<ColumnBlock>;
}

function readWhole(
  file: string,
  handle: number,
  to: { bytes: Uint8Array; position: number },
): void {
  const { bytes, position } = to;
  let done = 0;
  while (done < bytes.length) {
    const read = readSync(handle, bytes, done, bytes.length - done, position + done);
    if (read === 0) throw new ColumnFileError(file, 'ends too early');
    done += read;
  }
}

function readHead(file: string, handle: number): Buffer {
  const bytes = Buffer.alloc(HEAD_BYTES);
  if (fstatSync(handle).size < HEAD_BYTES) {
    throw new ColumnFileError(file, 'is no column file of this version');
  }
  readWhole(file, handle, { bytes, position: 0 });
  return bytes;
}

function openFile(file: string): number {
  try {
    return openSync(file, 'r');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new ColumnFileError(file, `cannot be opened (${code})`);
  }
}

function withFile<TResult>(file: string, use: (handle: number) => TResult): TResult {
  const handle = openFile(file);
  try {
    return use(handle);
  } finally {
    closeSync(handle);
  }
}

function* readBlocks(
  file: string,
  head: ColumnFileHead,
  headBytes: Buffer,
): Generator<ColumnBlock> {
  const handle = openFile(file);
  try {
    // Between two readings another process may have put a newer file in its place.
    if (!readHead(file, handle).equals(headBytes)) {
      throw new ColumnFileError(file, 'was made again while it was being read');
    }
    let position = HEAD_BYTES;
    let mapped = createBlock(head, Math.min(ROWS_PER_GROUP, head.rows));
    for (let row = 0; row < head.rows; row += ROWS_PER_GROUP) {
      const rows = Math.min(ROWS_PER_GROUP, head.rows - row);
      if (rows !== mapped.block.length) mapped = createBlock(head, rows);
      readWhole(file, handle, { bytes: mapped.bytes, position });
      position += groupBytes(head.kind, rows);
      yield mapped.block;
    }
  } finally {
    closeSync(handle);
  }
}

/** Reads the head of a column file; synchronous, for worker threads. ColumnFileError when it is none or not whole. */
export function openColumns(file: string): ColumnFile {
  const { head, headBytes } = withFile(file, (handle) => {
    const bytes = readHead(file, handle);
    const decoded = decodeHead(file, bytes);
    if (fstatSync(handle).size !== fileBytesOf(decoded)) {
      throw new ColumnFileError(file, 'is cut off or damaged');
    }
    return { head: decoded, headBytes: bytes };
  });
  return { head, blocks: () => readBlocks(file, head, headBytes) };
}
