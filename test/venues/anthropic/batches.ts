import type { WireRequest } from './wire-request.ts';

export interface BatchItem {
  readonly custom_id: string;
  readonly params: WireRequest;
}

interface ItemResult {
  readonly type: 'succeeded' | 'errored' | 'canceled' | 'expired';
}

interface StoredBatch {
  readonly items: readonly BatchItem[];
  readonly tsCreated: number;
  tsCancelled: number | undefined;
  /** Made at the first look after the batch has ended, and kept. */
  results: readonly ItemResult[] | undefined;
}

export interface BatchWorld {
  readonly now: () => number;
  /** What the whole batch takes; above a day, what is left of it expires. */
  readonly durationMs: number;
  /** From a cancellation to the end. */
  readonly cancelMs: number;
  /** Result of one item: a message at half price, an error, or expired. */
  readonly runItem: (item: BatchItem) => ItemResult;
  readonly urlOf: (id: string) => string;
}

const DAY_MS = 86_400_000;
const CUSTOM_ID = /^[a-zA-Z0-9_-]{1,64}$/;

const iso = (ts: number | undefined): string | null =>
  ts === undefined ? null : new Date(ts).toISOString();

/** Message batches: accepted at once, ended after a while, results in another order than asked. */
export class Batches {
  readonly #world: BatchWorld;
  readonly #stored = new Map<string, StoredBatch>();

  constructor(world: BatchWorld) {
    this.#world = world;
  }

  /** Why these would not be taken. */
  check(items: readonly BatchItem[]): string | undefined {
    const ids = items.map((item) => item.custom_id);
    if (ids.length === 0) return 'requests: at least one';
    if (new Set(ids).size !== ids.length) return 'custom_id: must be unique';
    return ids.every((id) => CUSTOM_ID.test(id)) ? undefined : 'custom_id: invalid characters';
  }

  create(items: readonly BatchItem[]): object {
    const id = `msgbatch_${this.#stored.size + 1}`;
    const tsCreated = this.#world.now();
    this.#stored.set(id, { items, tsCreated, tsCancelled: undefined, results: undefined });
    return this.retrieve(id) ?? {};
  }

  cancel(id: string): object | undefined {
    const batch = this.#stored.get(id);
    const now = this.#world.now();
    if (batch !== undefined && now < this.#tsEndOf(batch)) batch.tsCancelled ??= now;
    return this.retrieve(id);
  }

  retrieve(id: string): object | undefined {
    const batch = this.#stored.get(id);
    if (batch === undefined) return undefined;
    const results = this.#resultsOf(batch);
    const tsEnded = results === undefined ? undefined : this.#tsEndOf(batch);
    const running = batch.tsCancelled === undefined ? 'in_progress' : 'canceling';
    const count = (type: ItemResult['type']): number =>
      results?.filter((result) => result.type === type).length ?? 0;
    return {
      id,
      type: 'message_batch',
      processing_status: results === undefined ? running : 'ended',
      request_counts: {
        processing: results === undefined ? batch.items.length : 0,
        succeeded: count('succeeded'),
        errored: count('errored'),
        canceled: count('canceled'),
        expired: count('expired'),
      },
      created_at: iso(batch.tsCreated),
      expires_at: iso(batch.tsCreated + DAY_MS),
      ended_at: iso(tsEnded),
      archived_at: null,
      cancel_initiated_at: iso(batch.tsCancelled),
      results_url: results === undefined ? null : this.#world.urlOf(id),
    };
  }

  /** JSONL, the last question first: a caller that joins by place instead of id is found out. */
  results(id: string): string | undefined {
    const batch = this.#stored.get(id);
    const results = batch && this.#resultsOf(batch);
    return results
      ?.map((result, at) => ({ custom_id: batch?.items[at]?.custom_id, result }))
      .reverse()
      .map((line) => `${JSON.stringify(line)}\n`)
      .join('');
  }

  #tsEndOf({ tsCreated, tsCancelled }: StoredBatch): number {
    const { durationMs, cancelMs } = this.#world;
    const tsEnd = tsCreated + Math.min(durationMs, DAY_MS);
    return tsCancelled === undefined ? tsEnd : Math.min(tsEnd, tsCancelled + cancelMs);
  }

  #resultsOf(batch: StoredBatch): readonly ItemResult[] | undefined {
    const tsEnd = this.#tsEndOf(batch);
    if (this.#world.now() < tsEnd) return undefined;
    batch.results ??= this.#run(batch, tsEnd);
    return batch.results;
  }

  /** As many as there was time for, the first first. */
  #run({ items, tsCreated, tsCancelled }: StoredBatch, tsEnd: number): readonly ItemResult[] {
    const { durationMs, runItem } = this.#world;
    const share = durationMs === 0 ? 1 : ((tsCancelled ?? tsEnd) - tsCreated) / durationMs;
    const done = Math.min(items.length, Math.floor(items.length * share));
    const rest: ItemResult = { type: tsCancelled === undefined ? 'expired' : 'canceled' };
    return items.map((item, at) => (at < done ? runItem(item) : rest));
  }
}
