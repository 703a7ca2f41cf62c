const NEWLINE = 10;
const RETURN = 13;
const COMMA = 44;
const DOT = 46;
const ZERO = 48;
const NINE = 57;
/** More digits than this may not be exact in a double. */
const SAFE_DIGITS = 15;
const POWERS_OF_TEN = [1, 10, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];

/** Marks a field that the fast way does not take; the strict way decides what it is. */
export const UNUSUAL = -1;

/**
 * Numbers straight from the bytes of a chunk of whole lines, without a string in between. It takes what is
 * ordinary and exact in a double; everything else is left to the strict parser of the row. A field that is
 * taken moves the position behind its comma or line ending.
 */
export class FieldScanner {
  position = 0;
  #hasEnded = true;
  #bytes: Buffer = Buffer.alloc(0);

  load(bytes: Buffer): void {
    this.#bytes = bytes;
    this.position = 0;
  }

  get isAtEnd(): boolean {
    return this.position >= this.#bytes.length;
  }

  /** The field just taken was the last of its line. */
  hasEndedLine(): boolean {
    return this.#hasEnded;
  }

  /** Digits up to a comma. */
  takeStamp(): number {
    const bytes = this.#bytes;
    const start = this.position;
    let position = start;
    let value = 0;
    let byte = bytes[position] ?? NEWLINE;
    while (byte >= ZERO && byte <= NINE) {
      value = value * 10 + (byte - ZERO);
      position += 1;
      byte = bytes[position] ?? NEWLINE;
    }
    if (position === start || position - start > SAFE_DIGITS || byte !== COMMA) return UNUSUAL;
    this.position = position + 1;
    this.#hasEnded = false;
    return value;
  }

  /** A decimal in whole units of `10 ** -decimals`. */
  takeUnits(decimals: number): number {
    const bytes = this.#bytes;
    let position = this.position;
    let value = 0;
    let dot = -1;
    let byte = 0;
    for (;;) {
      byte = bytes[position] ?? NEWLINE;
      if (byte >= ZERO && byte <= NINE) value = value * 10 + (byte - ZERO);
      else if (byte === DOT && dot < 0) dot = position;
      else break;
      position += 1;
    }
    const units = this.#scale(value, dot < 0 ? position : dot, { position, decimals });
    return units !== UNUSUAL && this.#end(position, byte) ? units : UNUSUAL;
  }

  /** True and moved on when the line ends with exactly this text. */
  takeLastWord(word: Buffer): boolean {
    const bytes = this.#bytes;
    const start = this.position;
    for (let index = 0; index < word.length; index += 1) {
      if (bytes[start + index] !== word[index]) return false;
    }
    const end = start + word.length;
    const byte = bytes[end] ?? NEWLINE;
    return byte !== COMMA && this.#end(end, byte);
  }

  /** The whole line from `start`, without its ending; moves behind it. */
  takeLine(start: number): string {
    const end = this.#bytes.indexOf(NEWLINE, start);
    const stop = end < 0 ? this.#bytes.length : end;
    this.position = stop + 1;
    this.#hasEnded = true;
    const last = stop > start && this.#bytes[stop - 1] === RETURN ? stop - 1 : stop;
    return this.#bytes.toString('utf8', start, last);
  }

  /** Digits are all bytes of the field but the dot; at least one on each side of it. */
  #scale(value: number, dot: number, field: { position: number; decimals: number }): number {
    const { position, decimals } = field;
    const whole = dot - this.position;
    const fraction = dot === position ? 0 : position - dot - 1;
    const isPlain = whole > 0 && (fraction > 0 || dot === position);
    const isExact = fraction <= decimals && whole + fraction <= SAFE_DIGITS;
    if (!isPlain || !isExact) return UNUSUAL;
    const units = value * (POWERS_OF_TEN[decimals - fraction] ?? Number.NaN);
    return units <= Number.MAX_SAFE_INTEGER ? units : UNUSUAL;
  }

  #end(position: number, byte: number): boolean {
    if (byte === COMMA) {
      this.#hasEnded = false;
      this.position = position + 1;
      return true;
    }
    this.#hasEnded = true;
    if (byte === NEWLINE) {
      this.position = position + 1;
      return true;
    }
    this.position = position + 2;
    return byte === RETURN && this.#bytes[position + 1] === NEWLINE;
  }
}
