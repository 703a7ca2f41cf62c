import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { ClientOrderId, SymbolId } from '@quarterdeck/core/kernel/ids';
import { RingBuffer } from '@quarterdeck/core/kernel/ring-buffer';

/** One line of the lanes' log. Every ACQUIRE is followed by the RELEASE of the same number. */
export interface LaneRecord {
  readonly kind: 'ACQUIRE' | 'RELEASE';
  readonly seq: number;
  readonly symbol: SymbolId;
  readonly act: 'submit' | 'cancel';
  readonly clientOrderId: ClientOrderId;
  readonly ts: EpochMs;
  /** RELEASE only. */
  readonly holdMs?: number;
  /** RELEASE only: how it ended. */
  readonly outcome?: LaneOutcome;
}

export type LaneOutcome = 'sent' | 'withheld' | 'unknown' | 'failed' | 'halted';

/** The newest records of all lanes, for the console and the tests. */
export class LaneRecords {
  readonly #ring = new RingBuffer<LaneRecord>(1_024);
  readonly #observe: ((record: LaneRecord) => void) | undefined;
  #lastSeq = 0;

  constructor(observe?: (record: LaneRecord) => void) {
    this.#observe = observe;
  }

  nextSeq(): number {
    this.#lastSeq += 1;
    return this.#lastSeq;
  }

  add(record: LaneRecord): void {
    this.#ring.push(record);
    this.#observe?.(record);
  }

  list(): readonly LaneRecord[] {
    return this.#ring.toArray();
  }
}
