import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/** What the bench reads of a request. */
const requestSchema = z.object({
  model: z.string(),
  messages: z.array(z.object({ content: z.string() })).min(1),
});
const snapshotSchema = z.object({
  symbol: z.string(),
  figures: z.record(z.string(), z.unknown()),
  positions: z.array(z.object({ symbol: z.string() })),
});

const EVEN = { trend: 0.5, momentum: 0.5, reversion: 0.5, volume: 0.5, derivatives: 0.5 };

/** Buys what is not held and sells what is: an order as often as there can be one. */
function answerTo(freshText: string): string {
  const { symbol, figures, positions } = snapshotSchema.parse(JSON.parse(freshText));
  const isHeld = positions.some((position) => position.symbol === symbol);
  const cited = Object.keys(figures).find((id) => id.endsWith('.mid')) ?? '';
  return JSON.stringify({
    action: isHeld ? 'SELL' : 'BUY',
    symbol,
    size_fraction: 1,
    p_event: 0.6,
    event: isHeld ? 'down_1atr_before_up_1atr' : 'up_1atr_before_down_1atr',
    horizon: '1h',
    stop: isHeld ? null : { kind: 'atr', value: 18 },
    take_profit: isHeld ? null : { kind: 'atr', value: 20 },
    evidence: [{ field: cited, stance: 'supports' }],
    signal_confidence: EVEN,
    rationale: 'Answered by the bench.',
    invalidation: null,
    wake: [],
    next_check_s: 1,
    memory: [],
  });
}

const sse = (type: string, payload: object): string =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...payload })}\n\n`;

const USAGE = {
  input_tokens: 1_000,
  output_tokens: 200,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
};

/** A message as the provider streams it. */
function streamOf(model: string, text: string): string {
  const message = {
    id: 'msg_bench',
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: USAGE,
  };
  return [
    sse('message_start', { message }),
    sse('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    sse('content_block_delta', { index: 0, delta: { type: 'text_delta', text } }),
    sse('content_block_stop', { index: 0 }),
    sse('message_delta', { delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: USAGE }),
    sse('message_stop', {}),
  ].join('');
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { model, messages } = requestSchema.parse(JSON.parse(Buffer.concat(chunks).toString()));
  response.writeHead(200, { 'content-type': 'text/event-stream', 'request-id': 'req_bench' });
  response.end(streamOf(model, answerTo(messages.at(-1)?.content ?? '')));
}

export interface LoopbackModel {
  readonly url: string;
  close(): Promise<void>;
}

/** Answers on loopback as the provider would, at once: what is measured is the way to it and back, not its thinking. */
export async function openLoopbackModel(): Promise<LoopbackModel> {
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
