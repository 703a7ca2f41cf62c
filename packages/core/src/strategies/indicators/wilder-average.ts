import { WSMA } from 'trading-signals';

/**
 * Wilder's average as the library has it, without the plain average that its own class goes on computing after
 * the first result has taken its value from it: half the cost, the same value to the last bit.
 */
export class WilderAverage extends WSMA {
  override update(value: number, isReplacing: boolean): number | null {
    const previous = isReplacing ? this.previousResult : this.result;
    if (previous === undefined) return super.update(value, isReplacing);
    return this.setResult((value - previous) * (1 / this.interval) + previous, isReplacing);
  }
}
