import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 1 << 20;
const NEWLINE = 0x0a;

export interface FileLine {
  readonly text: string;
  readonly number: number;
  /** Offset just behind the line, its newline included. */
  readonly endByte: number;
  /** False for a last line that was cut off while being written. */
  readonly isWhole: boolean;
}

/** Lines of a file without holding it whole; the last one may lack its newline. */
export function* readLines(path: string): Generator<FileLine> {
  const file = openSync(path, 'r');
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    let rest = Buffer.alloc(0);
    let number = 0;
    let consumed = 0;
    for (;;) {
      const read = readSync(file, chunk, 0, CHUNK_BYTES, null);
      if (read === 0) break;
      let block = Buffer.concat([rest, chunk.subarray(0, read)]);
      for (let at = block.indexOf(NEWLINE); at !== -1; at = block.indexOf(NEWLINE)) {
        number += 1;
        consumed += at + 1;
        yield { text: block.toString('utf8', 0, at), number, endByte: consumed, isWhole: true };
        block = block.subarray(at + 1);
      }
      rest = block;
    }
    if (rest.length > 0) {
      const endByte = consumed + rest.length;
      yield { text: rest.toString('utf8'), number: number + 1, endByte, isWhole: false };
    }
  } finally {
    closeSync(file);
  }
}
