import type { Message } from '@anthropic-ai/sdk/resources/messages';
import { failureOf, type Failure } from './failure.ts';

export type ReadMessage =
  | { readonly ok: true; readonly text: string; readonly stopReason: string }
  | { readonly ok: false; readonly failure: Failure };

/** Thinking comes first, so the text is found by its type; several texts are one answer. */
const textOf = (message: Message): string =>
  message.content.map((block) => (block.type === 'text' ? block.text : '')).join('');

const refused = (message: Message): Failure =>
  failureOf('content', 'FAIL_REFUSED', {
    detail: `refusal category=${message.stop_details?.category ?? 'none'}`,
    status: 200,
  });

/** `stop_reason` decides before the text is looked at: a cut answer may be valid JSON by accident. */
export function readMessage(message: Message): ReadMessage {
  const stopReason = message.stop_reason as string | null;
  const detail = `stop_reason=${stopReason ?? 'none'}`;
  switch (stopReason) {
    case 'end_turn':
    case 'stop_sequence':
      return { ok: true, text: textOf(message), stopReason };
    case 'refusal':
      return { ok: false, failure: refused(message) };
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return { ok: false, failure: failureOf('sizing', 'FAIL_TRUNCATED', { detail, status: 200 }) };
    case 'tool_use':
    case 'pause_turn':
      // No tool was offered.
      return { ok: false, failure: failureOf('bug', 'FAIL_BUG', { detail, status: 200 }) };
    default:
      return { ok: false, failure: failureOf('quality', 'FAIL_PARSE', { detail, status: 200 }) };
  }
}
