import { SECOND_MS } from '@quarterdeck/core/kernel/clock';
import type { EquityPoint } from '@quarterdeck/core/contract/console-state.schema';
import type { DeskView } from '@quarterdeck/core/model/desk-view';
import type { Clock } from '../ports/clock.ts';
import type { Memory } from '../ports/memory.ts';
import { equityPointOf } from './console/equity-point.ts';

/** One point of the equity curve a second, on the desk's clock. */
export class EquitySampler {
  #newest: EquityPoint | undefined;

  constructor(
    readonly options: {
      readonly clock: Clock;
      readonly view: () => DeskView;
      readonly memory: Pick<Memory, 'writeEquityPoint'>;
    },
  ) {}

  get newest(): EquityPoint | null {
    return this.#newest ?? null;
  }

  sample(): void {
    const { clock, view, memory } = this.options;
    const now = clock.now();
    const ts = now - (now % SECOND_MS);
    if (this.#newest !== undefined && ts <= this.#newest.ts) return;
    this.#newest = equityPointOf(view().pnl(), ts);
    memory.writeEquityPoint(this.#newest);
  }
}
