import type { WireContent, WireMessage } from './message-body.ts';

const sse = (name: string, payload: object): string =>
  `event: ${name}\ndata: ${JSON.stringify({ type: name, ...payload })}\n\n`;

const CHUNK = 4_096;

function* splitText(text: string): Generator<string> {
  const size = Math.max(1, Math.min(CHUNK, Math.ceil(text.length / 2)));
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

function* blockEvents(block: WireContent, index: number): Generator<string> {
  if (block.type === 'thinking') {
    const empty = { type: 'thinking', thinking: '', signature: '' };
    yield sse('content_block_start', { index, content_block: empty });
    const thought = { type: 'thinking_delta', thinking: block.thinking };
    yield sse('content_block_delta', { index, delta: thought });
    const signed = { type: 'signature_delta', signature: block.signature };
    yield sse('content_block_delta', { index, delta: signed });
  } else {
    yield sse('content_block_start', { index, content_block: { type: 'text', text: '' } });
    for (const text of splitText(block.text ?? '')) {
      yield sse('content_block_delta', { index, delta: { type: 'text_delta', text } });
    }
  }
  yield sse('content_block_stop', { index });
}

/** A message as the events of a stream, in the provider's order; the output is billed with the last but one. */
export function* streamEvents(message: WireMessage): Generator<string> {
  const { usage } = message;
  const started = {
    ...message,
    content: [],
    stop_reason: null,
    stop_details: null,
    usage: { ...usage, output_tokens: 1, output_tokens_details: { thinking_tokens: 0 } },
  };
  yield sse('message_start', { message: started });
  yield sse('ping', {});
  if ('mood' in message) yield sse('mood_changed', { mood: message.mood });
  for (const [index, block] of message.content.entries()) yield* blockEvents(block, index);
  const { stop_reason, stop_sequence, stop_details } = message;
  const delta = { stop_reason, stop_sequence, stop_details, container: null };
  yield sse('message_delta', { delta, usage: { ...usage, server_tool_use: null } });
  yield sse('message_stop', {});
}

export const errorEvent = (type: string, message: string): string =>
  sse('error', { error: { type, message } });
