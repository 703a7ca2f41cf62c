import type { Anthropic, Middleware } from '@anthropic-ai/sdk';
import type { Message } from '@anthropic-ai/sdk/resources/messages';
import type { ModelAttempt, ModelRequest, Usage } from '@quarterdeck/core/model/agent/model-call';
import type { Clock, Scheduler } from '../../ports/clock.ts';
import { buildParams } from './build-params.ts';
import type { CallCut } from './call-cut.ts';
import { StallWatch, type CutReason } from './call-cut.ts';
import { classifyError } from './classify-error.ts';
import { failureOf, type Failure } from './failure.ts';
import { readMessage } from './read-message.ts';
import { NO_USAGE, readUsage } from './read-usage.ts';

export interface AttemptWorld {
  readonly client: Anthropic;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly apiKey: string;
  readonly stallMs: number;
  readonly maxAnswerChars: number;
  readonly onWire: () => void;
}

export interface AttemptOrder {
  readonly request: ModelRequest;
  readonly attempt: number;
  readonly maxTokens: number;
  /** Aborts for the deadline or for the lock; set before it aborts. */
  readonly cut: CallCut;
}

export type AttemptEnd =
  | {
      readonly kind: 'message';
      readonly record: ModelAttempt;
      readonly text: string;
      readonly stopReason: string;
      readonly model: string;
      readonly usage: Usage;
    }
  | { readonly kind: 'failure'; readonly record: ModelAttempt; readonly failure: Failure };

/** The library's own limit covers the time to the headers only; ours ends the call long before. */
const LIBRARY_TIMEOUT_MS = 660_000;

/** Sees every byte before the library does: it hides pings, which prove that the other side lives. */
const watchBytes =
  (watch: StallWatch, onWire: () => void): Middleware =>
  async (request, next) => {
    onWire();
    const response = await next(request);
    watch.touch();
    if (response.body === null) return response;
    const seen = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        watch.touch();
        controller.enqueue(chunk);
      },
    });
    return new Response(response.body.pipeThrough(seen), response);
  };

function cutFailure(reason: CutReason): Failure {
  switch (reason) {
    case 'cancelled':
      return failureOf('transient', 'VETO_HALT', { detail: 'cancelled' });
    case 'oversized':
      return failureOf('quality', 'FAIL_PARSE', { detail: 'answer longer than allowed' });
    case 'deadline':
      return failureOf('transient', 'FAIL_DEADLINE', { detail: 'deadline' });
    case 'stalled':
      return failureOf('transient', 'FAIL_DEADLINE', { detail: 'stalled: no byte came' });
  }
}

/** One request, streamed; always resolves. */
export async function attemptCall(world: AttemptWorld, order: AttemptOrder): Promise<AttemptEnd> {
  const { client, clock, scheduler } = world;
  const { request, cut } = order;
  const tsSent = clock.now();
  const watch = new StallWatch(scheduler, world.stallMs, cut);
  const seen: Seen = { message: undefined, requestId: null, status: null };
  try {
    const stream = client.messages.stream(buildParams(request, order.maxTokens), {
      signal: cut.signal,
      timeout: LIBRARY_TIMEOUT_MS,
      maxRetries: 0,
      middleware: [watchBytes(watch, world.onWire)],
    });
    let chars = 0;
    stream.on('connect', () => {
      seen.requestId = stream.request_id ?? null;
      seen.status = stream.response?.status ?? null;
    });
    stream.on('streamEvent', (_event, snapshot) => {
      seen.message = snapshot;
    });
    stream.on('text', (delta) => {
      chars += delta.length;
      if (chars > world.maxAnswerChars) cut.cut('oversized');
    });
    const final = stream.finalMessage();
    // When the cut wins, nobody else waits for this one.
    final.catch(() => undefined);
    const end = await Promise.race([final, cut.reached]);
    if (cut.reason !== undefined || typeof end === 'string') {
      return broken({ world, order, seen, tsSent }, cutFailure(cut.reason ?? 'deadline'));
    }
    return answered({ world, order, seen, tsSent }, end);
  } catch (error) {
    const context = { apiKey: world.apiKey, now: clock.now(), status: seen.status };
    const failure =
      cut.reason === undefined ? classifyError(error, context) : cutFailure(cut.reason);
    const requestId = requestIdOf(error);
    if (requestId !== null) seen.requestId = requestId;
    return broken({ world, order, seen, tsSent }, failure);
  } finally {
    watch.stop();
  }
}

interface Seen {
  message: Message | undefined;
  requestId: string | null;
  status: number | null;
}

interface Ended {
  readonly world: AttemptWorld;
  readonly order: AttemptOrder;
  readonly seen: Seen;
  readonly tsSent: number;
}

function requestIdOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('requestID' in error)) return null;
  return typeof error.requestID === 'string' ? error.requestID : null;
}

const recordOf = ({ world, order, seen, tsSent }: Ended) => ({
  attempt: order.attempt,
  model: order.request.model,
  requestId: seen.requestId,
  tsSent,
  tsEnded: world.clock.now(),
  status: seen.status,
});

function broken(ended: Ended, failure: Failure): AttemptEnd {
  const { message } = ended.seen;
  const seen = message === undefined ? null : readUsage(message.usage);
  const record: ModelAttempt = {
    ...recordOf(ended),
    usage: failure.isUnsent ? NO_USAGE : seen,
    status: failure.status ?? ended.seen.status,
    end: 'failure',
    failure: failure.outcome === 'VETO_HALT' ? null : failure.failure,
    detail: failure.detail,
  };
  return { kind: 'failure', record, failure };
}

/** A whole message, usable or not: its bill is complete. */
function answered(ended: Ended, message: Message): AttemptEnd {
  const usage = readUsage(message.usage);
  const read = readMessage(message);
  const base = { ...recordOf(ended), usage, end: 'message' as const };
  if (!read.ok) {
    const { failure, detail } = read.failure;
    return { kind: 'failure', record: { ...base, failure, detail }, failure: read.failure };
  }
  const { text, stopReason } = read;
  const record = { ...base, failure: null, detail: `stop_reason=${stopReason}` };
  return { kind: 'message', record, text, stopReason, model: message.model, usage };
}
