import type { Encoder } from '@trpc/server/adapters/ws';
import { jsonEncoder } from '@trpc/server/adapters/ws';
import { findWireText } from './wire-text.ts';

interface TrackedAnswer {
  readonly id: unknown;
  readonly jsonrpc?: unknown;
  readonly result: { readonly id: string; readonly data: { readonly data: unknown } };
}

/** JSON as tRPC writes it, except that a stream message is pasted in as the text made once for all clients. */
export const wireEncoder: Encoder = {
  encode(answer) {
    const text = isTrackedAnswer(answer) ? findWireText(answer.result.data.data) : undefined;
    return text === undefined ? jsonEncoder.encode(answer) : paste(answer as TrackedAnswer, text);
  },
  decode: (text) => jsonEncoder.decode(text),
};

function paste({ id, jsonrpc, result }: TrackedAnswer, text: string): string {
  const version = jsonrpc === undefined ? '' : `,"jsonrpc":${JSON.stringify(jsonrpc)}`;
  const eventId = JSON.stringify(result.id);
  return `{"id":${JSON.stringify(id)}${version},"result":{"type":"data","data":{"id":${eventId},"data":${text}},"id":${eventId}}}`;
}

function isTrackedAnswer(answer: unknown): answer is TrackedAnswer {
  const result = (answer as Partial<TrackedAnswer> | null)?.result;
  return typeof result?.id === 'string' && typeof result.data === 'object';
}
