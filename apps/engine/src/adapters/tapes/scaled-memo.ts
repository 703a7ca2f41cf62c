/**
 * Turns scaled doubles into bigints and keeps the newest: in a tape of quotes one side usually stands
 * still, and making a bigint is the dearest step of reading a row.
 */
export class ScaledMemo {
  #number = 0;
  #scaled = 0n;

  toBigInt(scaled: number): bigint {
    if (scaled !== this.#number) {
      this.#number = scaled;
      this.#scaled = BigInt(scaled);
    }
    return this.#scaled;
  }
}
