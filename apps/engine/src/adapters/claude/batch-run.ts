import type { Anthropic } from '@anthropic-ai/sdk';
import type { BatchCreateParams, MessageBatch } from '@anthropic-ai/sdk/resources/messages/batches';
import type { Timer } from '../../ports/clock.ts';
import { readBatchResult, type BatchAnswer } from './batch-answer.ts';
import { callBatch, type BatchCallWorld, type CallOptions } from './batch-call.ts';
import { BatchError } from './batch-error.ts';
import type { BatchOrder, BatchReport } from './batch-order.ts';
import type { Failure } from './failure.ts';

const FIRST_PAUSE_MS = 5_000;
const LAST_PAUSE_MS = 120_000;
const PAUSE_GROWTH = 1.5;
/** Looks that failed one after the other, about half an hour: the batch is left to itself. */
const MAX_TROUBLES = 20;
const SEND_TRIES = 4;
const RESULT_TRIES = 5;
/** A cancelled batch ends what it has begun; then its answers can be read. */
const CANCEL_GRACE_MS = 300_000;

type Answers = ReadonlyMap<string, BatchAnswer>;

const mayPass = ({ failure }: Failure): boolean =>
  failure === 'transient' || failure === 'pressure';

/** Said no before it took the batch: sending it once more cannot make two of it. */
const isTurnedAway = ({ status }: Failure): boolean =>
  status === 429 || status === 503 || status === 529;

/** One batch from its sending to its answers. */
export class BatchRun {
  readonly #client: Anthropic;
  readonly #world: BatchCallWorld;
  readonly #order: BatchOrder;
  readonly #deadline: Timer;
  #stop: 'cancelled' | 'deadline' | undefined;
  #wake: () => void = () => undefined;
  #troubles = 0;
  #pauseMs = FIRST_PAUSE_MS;
  /** Set when the provider knows that we want no more. */
  #tsGiveUp: number | undefined;

  constructor(client: Anthropic, world: BatchCallWorld, order: BatchOrder) {
    this.#client = client;
    this.#world = world;
    this.#order = order;
    this.#deadline = world.scheduler.after(order.deadlineMs, () => this.#end('deadline'));
    order.signal.addEventListener('abort', this.#cancel, { once: true });
    if (order.signal.aborted) this.#cancel();
  }

  close(): void {
    this.#deadline.cancel();
    this.#order.signal.removeEventListener('abort', this.#cancel);
  }

  readonly #cancel = (): void => this.#end('cancelled');

  #end(reason: 'cancelled' | 'deadline'): void {
    this.#stop ??= reason;
    this.#wake();
  }

  /** Never cut short by a person: a batch whose id nobody knows cannot be cancelled. */
  async send(requests: BatchCreateParams.Request[]): Promise<string> {
    for (let tries = 1; ; tries += 1) {
      if (this.#stop !== undefined) throw new BatchError('BATCH_NOT_ACCEPTED', this.#stop);
      const sent = await callBatch(this.#world, (options) =>
        this.#client.messages.batches.create({ requests }, options),
      );
      if (sent.ok) return sent.value.id;
      const { failure } = sent;
      if (isTurnedAway(failure) && tries < SEND_TRIES) {
        await this.#pause(failure.retryAfterMs ?? FIRST_PAUSE_MS * 2 ** tries);
        continue;
      }
      const isCertain = failure.isUnsent || (failure.status !== null && failure.status < 500);
      const code =
        isCertain || isTurnedAway(failure) ? 'BATCH_NOT_ACCEPTED' : 'BATCH_PERHAPS_ACCEPTED';
      throw new BatchError(code, failure.detail, { failure: failure.failure });
    }
  }

  /** Looks until it has ended, less and less often; past the deadline or on demand cancels it first. */
  async follow(batchId: string): Promise<BatchReport> {
    while (!(await this.#hasEnded(batchId))) {
      const pauseMs = this.#pauseMs;
      this.#pauseMs = Math.min(pauseMs * PAUSE_GROWTH, LAST_PAUSE_MS);
      await this.#pause(pauseMs);
    }
    return { batchId, end: this.#stop ?? 'ended', answers: await this.#readAnswers(batchId) };
  }

  async #hasEnded(batchId: string): Promise<boolean> {
    const looked = await this.#look(batchId);
    const status = looked.ok ? looked.value.processing_status : undefined;
    if (status === 'ended') return true;
    this.#troubles = looked.ok ? 0 : this.#troubles + 1;
    if (!looked.ok && (!mayPass(looked.failure) || this.#troubles > MAX_TROUBLES)) {
      throw this.#leftBehind(batchId, looked.failure.detail);
    }
    if (this.#stop !== undefined && status !== 'canceling') await this.#cancelBatch(batchId);
    if ((this.#tsGiveUp ?? Infinity) > this.#world.clock.monotonicMs()) return false;
    throw this.#leftBehind(batchId, 'cancelled, but it does not end');
  }

  async #look(batchId: string) {
    const looked = await callBatch(this.#world, (options) =>
      this.#client.messages.batches.retrieve(batchId, {}, options),
    );
    this.#order.onProgress(
      looked.ok
        ? { batchId, status: looked.value.processing_status }
        : { batchId, status: 'in_progress', trouble: looked.failure.detail },
    );
    return looked;
  }

  /** Asked again with every look until the provider has heard it; then the batch has some minutes to end. */
  async #cancelBatch(batchId: string): Promise<void> {
    const { clock } = this.#world;
    if (this.#tsGiveUp === undefined) {
      this.#tsGiveUp = clock.monotonicMs() + CANCEL_GRACE_MS;
      this.#pauseMs = FIRST_PAUSE_MS;
    }
    await callBatch(this.#world, (options) =>
      this.#client.messages.batches.cancel(batchId, {}, options),
    );
  }

  async #readAnswers(batchId: string): Promise<Answers> {
    let detail = '';
    for (let tries = 1; tries <= RESULT_TRIES; tries += 1) {
      if (tries > 1) await this.#pause(FIRST_PAUSE_MS);
      const read = await callBatch(this.#world, (options, touch) =>
        this.#download(batchId, options, touch),
      );
      if (read.ok) return read.value;
      detail = read.failure.detail;
    }
    throw this.#leftBehind(batchId, detail);
  }

  async #download(batchId: string, options: CallOptions, touch: () => void): Promise<Answers> {
    const { batches } = this.#client.messages;
    const batch = await batches.retrieve(batchId, {}, options);
    touch();
    const answers = new Map<string, BatchAnswer>();
    for await (const line of await batches.results(batchId, {}, options)) {
      touch();
      // The order of the lines means nothing, and a line said twice is one answer.
      if (!answers.has(line.custom_id)) {
        answers.set(line.custom_id, readBatchResult(line.result, this.#world.apiKey));
      }
    }
    const wanted = countOf(batch);
    if (answers.size >= wanted) return answers;
    throw new Error(`results cut short: ${answers.size} of ${wanted}`);
  }

  #leftBehind(batchId: string, detail: string): BatchError {
    return new BatchError('BATCH_LEFT_BEHIND', `${batchId}: ${detail}`, { batchId });
  }

  #pause(durationMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.#world.scheduler.after(durationMs, resolve);
      // Once it is being cancelled there is nothing left to wake up for.
      if (this.#tsGiveUp !== undefined) return;
      this.#wake = () => {
        timer.cancel();
        resolve();
      };
    });
  }
}

const countOf = ({ request_counts: counts }: MessageBatch): number =>
  counts.processing + counts.succeeded + counts.errored + counts.canceled + counts.expired;
