import type { ClientOrderId, SymbolId } from '@quarterdeck/core/kernel/ids';
import type { LaneRow } from '@quarterdeck/core/contract/console-state.schema';
import type { OrderPurpose, OrderRequest } from '@quarterdeck/core/model/order';

export type LaneJob =
  | {
      readonly act: 'submit';
      readonly request: OrderRequest;
      readonly purpose: OrderPurpose;
      readonly clientOrderId: ClientOrderId;
      readonly startedMs: number;
    }
  | { readonly act: 'cancel'; readonly clientOrderId: ClientOrderId; readonly startedMs: number };

/** What waits for one symbol's turn. What reduces risk goes ahead of what adds to it, otherwise first come, first served. */
export class Lane {
  readonly symbol: SymbolId;
  readonly #urgent: LaneJob[] = [];
  readonly #entries: LaneJob[] = [];
  isBusy = false;
  acquired = 0;
  released = 0;
  lastHoldMs = 0;

  constructor(symbol: SymbolId) {
    this.symbol = symbol;
  }

  get queued(): number {
    return this.#urgent.length + this.#entries.length;
  }

  add(job: LaneJob): void {
    const isEntry = job.act === 'submit' && job.purpose === 'entry';
    (isEntry ? this.#entries : this.#urgent).push(job);
  }

  next(): LaneJob | undefined {
    return this.#urgent.shift() ?? this.#entries.shift();
  }

  /** Takes an order out of the queue that has not left yet: cancelling it at the venue would come too early. */
  takeSubmit(clientOrderId: ClientOrderId): boolean {
    return takeFrom(this.#entries, clientOrderId) || takeFrom(this.#urgent, clientOrderId);
  }

  clear(): void {
    this.#urgent.length = 0;
    this.#entries.length = 0;
  }

  row(): LaneRow {
    return {
      symbol: this.symbol,
      isBusy: this.isBusy,
      queued: this.queued,
      acquired: this.acquired,
      released: this.released,
      lastHoldMs: Math.round(this.lastHoldMs * 1_000) / 1_000,
    };
  }
}

function takeFrom(queue: LaneJob[], clientOrderId: ClientOrderId): boolean {
  const index = queue.findIndex(
    (job) => job.act === 'submit' && job.clientOrderId === clientOrderId,
  );
  if (index < 0) return false;
  queue.splice(index, 1);
  return true;
}
