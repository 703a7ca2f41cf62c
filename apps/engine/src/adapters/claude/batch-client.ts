import type { Anthropic } from '@anthropic-ai/sdk';
import type { BatchCreateParams } from '@anthropic-ai/sdk/resources/messages/batches';
import type { Clock, Scheduler } from '../../ports/clock.ts';
import { buildBatchParams, type BatchQuestion } from './batch-answer.ts';
import type { BatchCallWorld } from './batch-call.ts';
import { BatchError } from './batch-error.ts';
import type { BatchOrder, BatchReport } from './batch-order.ts';
import { BatchRun } from './batch-run.ts';
import { createClient, SENDABLE_KEY } from './create-client.ts';

export interface BatchClientOptions {
  readonly apiKey: string;
  readonly baseUrl?: string | undefined;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
}

/** Many questions at half price, answered within a day, by the provider's message batches. */
export interface BatchClient {
  /** Throws BatchError. */
  ask(questions: readonly BatchQuestion[], order: BatchOrder): Promise<BatchReport>;
  /** Waits for a batch sent before, and reads its answers. Throws BatchError. */
  collect(batchId: string, order: BatchOrder): Promise<BatchReport>;
}

const STALL_MS = 300_000;
/** The provider takes 256 MB; escapes and field names come on top of the texts. */
const MAX_TEXT_BYTES = 200_000_000;
const MAX_QUESTIONS = 100_000;
const CUSTOM_ID = /^[a-zA-Z0-9_-]{1,64}$/;

function bytesOf({ request }: BatchQuestion): number {
  const { staticText, slowText, freshText, schema } = request;
  return [staticText, slowText, freshText, JSON.stringify(schema)].reduce(
    (bytes, text) => bytes + Buffer.byteLength(text),
    0,
  );
}

function toRequests(questions: readonly BatchQuestion[]): BatchCreateParams.Request[] {
  const ids = new Set(questions.map(({ customId }) => customId));
  if (ids.size !== questions.length || [...ids].some((id) => !CUSTOM_ID.test(id))) {
    throw new RangeError('custom ids must be distinct and made of letters, digits, - and _');
  }
  const bytes = questions.reduce((sum, question) => sum + bytesOf(question), 0);
  if (bytes > MAX_TEXT_BYTES || questions.length > MAX_QUESTIONS) {
    const size = `${questions.length} questions of ${bytes} bytes`;
    throw new BatchError('BATCH_TOO_LARGE', `${size}: ask about fewer decisions at a time`);
  }
  const isCached = questions.length > 1;
  return questions.map(({ customId, request }) => ({
    custom_id: customId,
    params: buildBatchParams(request, isCached),
  }));
}

export function createBatchClient(options: BatchClientOptions): BatchClient {
  const { clock, scheduler, baseUrl } = options;
  const apiKey = options.apiKey.trim();
  const world: BatchCallWorld = { clock, scheduler, apiKey, stallMs: STALL_MS };
  let client: Anthropic | undefined;
  const runOf = (order: BatchOrder): BatchRun => {
    if (!SENDABLE_KEY.test(apiKey)) {
      throw new BatchError('BATCH_KEY_UNUSABLE', 'the key holds what no header may', {
        failure: 'account',
      });
    }
    return new BatchRun((client ??= createClient(apiKey, baseUrl)), world, order);
  };
  const drive = async (order: BatchOrder, work: (run: BatchRun) => Promise<BatchReport>) => {
    const run = runOf(order);
    try {
      return await work(run);
    } finally {
      run.close();
    }
  };
  return {
    ask: async (questions, order) => {
      const requests = toRequests(questions);
      return drive(order, async (run) => run.follow(await run.send(requests)));
    },
    collect: (batchId, order) => drive(order, (run) => run.follow(batchId)),
  };
}
