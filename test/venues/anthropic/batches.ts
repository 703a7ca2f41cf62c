import type { WireRequest } from './wire-request.ts';

export interface BatchItem {
  readonly custom_id: string;
  readonly params: WireRequest;
}

interface StoredBatch {
  readonly items: readonly BatchItem[];
  readonly tsCreated: number;
  /** Done at the first look after the batch has ended, and kept. */
  lines: string | undefined;
}

export interface BatchWorld {
  readonly now: () => number;
  readonly durationMs: number;
  /** Result of one item: `succeeded` with a message at half price, or `errored`. */
  readonly runItem: (item: BatchItem) => object;
  readonly urlOf: (id: string) => string;
}

/** Message batches: accepted at once, ended after `durationMs`, results in another order than asked. */
export class Batches {
  readonly #world: BatchWorld;
  readonly #stored = new Map<string, StoredBatch>();

  constructor(world: BatchWorld) {
    this.#world = world;
  }

  create(items: readonly BatchItem[]): object {
    const id = `msgbatch_${this.#stored.size + 1}`;
    this.#stored.set(id, { items, tsCreated: this.#world.now(), lines: undefined });
    return this.retrieve(id) ?? {};
  }

  retrieve(id: string): object | undefined {
    const batch = this.#stored.get(id);
    if (batch === undefined) return undefined;
    const { now, durationMs, urlOf } = this.#world;
    const tsEnded = batch.tsCreated + durationMs;
    const hasEnded = now() >= tsEnded;
    const iso = (ts: number): string => new Date(ts).toISOString();
    const total = batch.items.length;
    return {
      id,
      type: 'message_batch',
      processing_status: hasEnded ? 'ended' : 'in_progress',
      request_counts: {
        processing: hasEnded ? 0 : total,
        succeeded: hasEnded ? total : 0,
        errored: 0,
        canceled: 0,
        expired: 0,
      },
      created_at: iso(batch.tsCreated),
      expires_at: iso(batch.tsCreated + 86_400_000),
      ended_at: hasEnded ? iso(tsEnded) : null,
      archived_at: null,
      cancel_initiated_at: null,
      results_url: hasEnded ? urlOf(id) : null,
    };
  }

  /** JSONL, the last question first: a caller that joins by place instead of id is found out. */
  results(id: string): string | undefined {
    const batch = this.#stored.get(id);
    if (batch === undefined || this.#world.now() < batch.tsCreated + this.#world.durationMs) {
      return undefined;
    }
    batch.lines ??= batch.items
      .map((item) => ({ custom_id: item.custom_id, result: this.#world.runItem(item) }))
      .reverse()
      .map((line) => `${JSON.stringify(line)}\n`)
      .join('');
    return batch.lines;
  }
}
