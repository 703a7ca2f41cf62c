import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answer, type Behaviour } from './behaviour.ts';
import { breakOff, readBatchCall, type BatchCall, type KnownBatchCall } from './batch-wire.ts';
import { Batches, type BatchItem } from './batches.ts';
import { checkRequest } from './check-request.ts';
import { buildMessage, type WireMessage } from './message-body.ts';
import { PromptCache } from './prompt-cache.ts';
import { errorEvent, streamEvents } from './stream-events.ts';
import type { RecordedRequest, WireRequest } from './wire-request.ts';

export const STAND_IN_KEY = 'stand-in-key-0001';

export interface StandInOptions {
  /** Time of the cache and of the batches. */
  readonly now?: () => number;
  readonly batchDurationMs?: number;
  readonly batchCancelMs?: number;
}

type Script = (request: WireRequest) => Behaviour;

/** The Messages API on loopback: `start`, script it with `next` and `always`, `close`. */
export class AnthropicStandIn {
  readonly requests: RecordedRequest[] = [];
  readonly #now: () => number;
  readonly #cache = new PromptCache();
  readonly #batches: Batches;
  readonly #queue: Behaviour[] = [];
  readonly #batchFaults: { readonly call: BatchCall; readonly fault: Behaviour }[] = [];
  /** Of the batch interface, in the order they came. */
  readonly batchCalls: BatchCall[] = [];
  readonly #server: Server;
  #always: Script = () => answer('{"action":"HOLD","symbol":"BTC/USDT"}');
  #serial = 0;

  constructor({ now = () => 0, batchDurationMs = 0, batchCancelMs = 0 }: StandInOptions = {}) {
    this.#now = now;
    this.#batches = new Batches({
      now,
      durationMs: batchDurationMs,
      cancelMs: batchCancelMs,
      runItem: (item) => this.#runItem(item),
      urlOf: (id) => `${this.baseUrl}/v1/messages/batches/${id}/results`,
    });
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get baseUrl(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('not started');
    return `http://127.0.0.1:${address.port}`;
  }

  /** For the next requests, in this order, before `always`. */
  next(...behaviours: readonly Behaviour[]): void {
    this.#queue.push(...behaviours);
  }

  always(script: Script): void {
    this.#always = script;
  }

  /** Of the next calls of this kind, in this order: an error, a stall or a cut connection. */
  failBatchCall(call: BatchCall, ...faults: readonly Behaviour[]): void {
    this.#batchFaults.push(...faults.map((fault) => ({ call, fault })));
  }

  /** Resolves when so many requests have come in all. */
  async received(count: number): Promise<void> {
    while (this.requests.length < count) await new Promise((resolve) => setImmediate(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#serial += 1;
    response.setHeader('request-id', `req_${this.#serial}`);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const refusal = checkHeaders(request);
    if (refusal !== undefined) {
      sendError(response, refusal);
      return;
    }
    const text = Buffer.concat(chunks).toString();
    const batch = readBatchCall(request.method, path);
    if (batch !== undefined && batch.call !== 'create') {
      this.#serveBatch(batch, response);
      return;
    }
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      sendError(response, { status: 400, type: 'invalid_request_error' });
      return;
    }
    if (batch !== undefined) {
      this.#createBatch((body as { requests: readonly BatchItem[] }).requests, response);
      return;
    }
    if (path !== '/v1/messages') {
      sendError(response, { status: 404, type: 'not_found_error' });
      return;
    }
    this.requests.push({ path, headers: request.headers, body: body as WireRequest });
    this.#serveMessage(body as WireRequest, response);
  }

  #serveMessage(request: WireRequest, response: ServerResponse): void {
    const refusal = checkRequest(request);
    if (refusal !== undefined) {
      sendError(response, refusal);
      return;
    }
    const behaviour = this.#queue.shift() ?? this.#always(request);
    if (behaviour.kind === 'error') {
      sendError(response, behaviour);
      return;
    }
    if (behaviour.kind === 'stall' && behaviour.at === 'headers') return;
    if (behaviour.kind === 'cut' && behaviour.at === 'headers') {
      response.socket?.destroy();
      return;
    }
    const message = this.#message(behaviour, request, 'standard');
    if (request.stream === true) sendStream(response, behaviour, message);
    else sendPlain(response, behaviour, message);
  }

  #message(behaviour: Behaviour, request: WireRequest, tier: 'standard' | 'batch'): WireMessage {
    const prompt = this.#cache.use(request, this.#now());
    return buildMessage(behaviour, request, { id: String(this.#serial), prompt, tier });
  }

  #takeFault(call: BatchCall): Behaviour | undefined {
    const at = this.#batchFaults.findIndex((planned) => planned.call === call);
    return at < 0 ? undefined : this.#batchFaults.splice(at, 1)[0]?.fault;
  }

  /** An error turns the batch away; a cut comes when it has been taken, and its id is lost. */
  #createBatch(items: readonly BatchItem[], response: ServerResponse): void {
    this.batchCalls.push('create');
    const fault = this.#takeFault('create');
    const refusal = this.#batches.check(items);
    if (fault?.kind === 'error') sendError(response, fault);
    else if (refusal !== undefined) {
      sendError(response, { status: 400, type: 'invalid_request_error', message: refusal });
    } else {
      const made = this.#batches.create(items);
      if (fault === undefined) sendJson(response, made);
      else breakOff(response, fault, JSON.stringify(made));
    }
  }

  #serveBatch({ call, id }: KnownBatchCall, response: ServerResponse): void {
    this.batchCalls.push(call);
    const fault = this.#takeFault(call);
    if (fault?.kind === 'error') {
      sendError(response, fault);
      return;
    }
    const found = call === 'create' ? undefined : this.#batches[call](id);
    if (found === undefined) {
      sendError(response, { status: 404, type: 'not_found_error' });
      return;
    }
    const body = typeof found === 'string' ? found : JSON.stringify(found);
    if (fault !== undefined) {
      breakOff(response, fault, body);
      return;
    }
    const type = call === 'results' ? 'application/x-jsonl' : 'application/json';
    response.writeHead(200, { 'content-type': type }).end(body);
  }

  #runItem(item: BatchItem) {
    const refusal = checkRequest(item.params);
    const behaviour = this.#queue.shift() ?? this.#always(item.params);
    if (behaviour.kind === 'expired') return { type: 'expired' as const };
    const failed = refusal ?? (behaviour.kind === 'error' ? behaviour : undefined);
    if (failed !== undefined) {
      const { type, message = type } = failed;
      return { type: 'errored' as const, error: { type: 'error', error: { type, message } } };
    }
    return { type: 'succeeded' as const, message: this.#message(behaviour, item.params, 'batch') };
  }
}

interface SentError {
  readonly status: number;
  readonly type: string;
  readonly message?: string;
  readonly code?: string;
  readonly retryAfter?: string;
}

function checkHeaders({ headers }: IncomingMessage): SentError | undefined {
  const key = headers['x-api-key'] ?? headers.authorization?.replace(/^Bearer /, '');
  if (key !== STAND_IN_KEY) {
    // As chatty as a proxy may be: what a caller logs of it must not hold the key.
    return { status: 401, type: 'authentication_error', message: `invalid: Bearer ${String(key)}` };
  }
  if (headers['anthropic-version'] === undefined) {
    return { status: 400, type: 'invalid_request_error', message: 'anthropic-version: required' };
  }
  return undefined;
}

function sendJson(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function sendError(response: ServerResponse, error: SentError): void {
  if (error.retryAfter !== undefined) response.setHeader('retry-after', error.retryAfter);
  const details = error.code === undefined ? {} : { details: { error_code: error.code } };
  const inner = { type: error.type, message: error.message ?? error.type, ...details };
  sendJson(response, { type: 'error', error: inner }, error.status);
}

function sendPlain(response: ServerResponse, behaviour: Behaviour, message: WireMessage): void {
  const body = JSON.stringify(message);
  if (behaviour.kind !== 'stall' && behaviour.kind !== 'cut') {
    sendJson(response, message);
    return;
  }
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  response.writeHead(200, headers);
  response.write(body.slice(0, body.length / 2), () => {
    if (behaviour.kind === 'cut') response.socket?.destroy();
  });
}

/** What comes before the text is whole. */
function halfOf(events: readonly string[]): string {
  const at = events.findIndex((event) => event.includes('text_delta'));
  return events.slice(0, at + 1).join('');
}

function sendStream(response: ServerResponse, behaviour: Behaviour, message: WireMessage): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  const events = [...streamEvents(message)];
  const close = (): void => void response.socket?.destroy();
  switch (behaviour.kind) {
    case 'stall':
      if (behaviour.at === 'stream') response.write(halfOf(events));
      return;
    case 'cut': {
      const part = behaviour.at === 'stream' ? halfOf(events) : '';
      if (behaviour.clean === true) response.end(part);
      else if (part === '') close();
      else response.write(part, close);
      return;
    }
    case 'stream_error':
      response.write(halfOf(events));
      response.end(errorEvent(behaviour.type, behaviour.message ?? behaviour.type));
      return;
    case 'garbage':
      response.write(events[0]);
      response.end('event: content_block_delta\ndata: {"type":"content_bl\n\n');
      return;
    default:
      response.end(events.join(''));
  }
}
