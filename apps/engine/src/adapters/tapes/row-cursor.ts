import { NEWLINE } from './line-chunks.ts';

const COMMA = 44;
const DOT = 46;
const RETURN = 13;
const ZERO = 48;
/** 10^8 down to 10^0: what a fraction of n digits is multiplied by to reach 8 decimals. */
const SCALE = [1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 10, 1];

/** Marks a field that the fast way does not take; the strict way decides what it is. */
const UNUSUAL = -1;

/**
 * Reads fields straight from the bytes of a chunk. It takes only what is ordinary and exact in a double
 * (below 2^53 scaled units, plain digits); everything else is left to the strict parser of the row.
 */
export class RowCursor {
  position = 0;
  #bytes: Buffer = Buffer.alloc(0);

  load(bytes: Buffer): void {
    this.#bytes = bytes;
    this.position = 0;
  }

  get isAtEnd(): boolean {
    return this.position >= this.#bytes.length;
  }

  /** Whole number up to the next comma. */
  takeInteger(): number {
    const bytes = this.#bytes;
    let position = this.position;
    let value = 0;
    for (;;) {
      const digit = (bytes[position] ?? NEWLINE) - ZERO;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
      position += 1;
    }
    const length = position - this.position;
    if (length === 0 || length > 15 || bytes[position] !== COMMA) return UNUSUAL;
    this.position = position + 1;
    return value;
  }

  /** Decimal scaled by 10^8, up to and including the comma or the end of the line. */
  takeDecimal(): number {
    const bytes = this.#bytes;
    let position = this.position;
    let value = 0;
    let dot = -1;
    for (;;) {
      const byte = bytes[position] ?? NEWLINE;
      const digit = byte - ZERO;
      if (digit >= 0 && digit <= 9) value = value * 10 + digit;
      else if (byte === DOT && dot < 0) dot = position;
      else break;
      position += 1;
    }
    const scaled = this.#scale(value, dot, position);
    if (scaled === UNUSUAL || !this.#endsField(position)) return UNUSUAL;
    return scaled;
  }

  /** True and moved on when the line ends with exactly this text. */
  takeLastWord(word: Buffer): boolean {
    for (let index = 0; index < word.length; index += 1) {
      if (this.#bytes[this.position + index] !== word[index]) return false;
    }
    const end = this.position + word.length;
    return this.#bytes[end] !== COMMA && this.#endsField(end);
  }

  /** True when the field just taken was the last of its line. */
  hasEndedLine(): boolean {
    return this.position === 0 || this.#bytes[this.position - 1] === NEWLINE;
  }

  /** The whole line from `start`, without its ending; moves behind it. */
  takeLine(start: number): string {
    const end = this.#bytes.indexOf(NEWLINE, start);
    const stop = end < 0 ? this.#bytes.length : end;
    this.position = stop + 1;
    const last = stop > start && this.#bytes[stop - 1] === RETURN ? stop - 1 : stop;
    return this.#bytes.toString('utf8', start, last);
  }

  #scale(value: number, dot: number, end: number): number {
    const digits = end - this.position - (dot < 0 ? 0 : 1);
    const decimals = dot < 0 ? 0 : end - dot - 1;
    const isOrdinary = digits > decimals && digits <= 15 && dot !== end - 1;
    const scale = SCALE[decimals];
    if (!isOrdinary || scale === undefined) return UNUSUAL;
    const scaled = value * scale;
    return scaled <= Number.MAX_SAFE_INTEGER ? scaled : UNUSUAL;
  }

  #endsField(position: number): boolean {
    const byte = this.#bytes[position];
    if (byte === COMMA || byte === NEWLINE) {
      this.position = position + 1;
      return true;
    }
    if (byte !== RETURN || this.#bytes[position + 1] !== NEWLINE) return false;
    this.position = position + 2;
    return true;
  }
}
