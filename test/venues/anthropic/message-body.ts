import type { Behaviour } from './behaviour.ts';
import type { PromptUsage } from './prompt-cache.ts';
import { countTokens, type WireRequest } from './wire-request.ts';

export interface WireContent {
  readonly type: 'thinking' | 'text';
  readonly thinking?: string;
  readonly signature?: string;
  readonly text?: string;
}

export interface WireMessage {
  readonly id: string;
  readonly type: 'message';
  readonly role: 'assistant';
  readonly model: string;
  readonly content: readonly WireContent[];
  readonly stop_reason: string;
  readonly stop_sequence: null;
  readonly stop_details: object | null;
  readonly usage: PromptUsage & {
    readonly output_tokens: number;
    readonly output_tokens_details: { readonly thinking_tokens: number };
    readonly service_tier: 'standard' | 'batch';
  };
}

interface Spoken {
  readonly thinking: string;
  readonly text: string;
  readonly stopReason: string;
  readonly stopDetails: object | null;
}

function speak(behaviour: Behaviour): Spoken {
  const nothing = { thinking: '', text: '', stopDetails: null };
  switch (behaviour.kind) {
    case 'answer':
      return {
        ...nothing,
        thinking: behaviour.thinking ?? '',
        text: behaviour.text,
        stopReason: behaviour.stopReason ?? 'end_turn',
      };
    case 'refusal':
      return {
        ...nothing,
        stopReason: 'refusal',
        stopDetails: { type: 'refusal', category: behaviour.category, explanation: null },
      };
    case 'max_tokens':
      return { ...nothing, thinking: 'long', text: behaviour.text ?? '', stopReason: 'max_tokens' };
    default:
      return { ...nothing, text: '{"action":"HOLD","symbol":"BTC/USDT"}', stopReason: 'end_turn' };
  }
}

/** A whole message of this behaviour, with the bill the rules give. */
export function buildMessage(
  behaviour: Behaviour,
  request: WireRequest,
  billed: {
    readonly id: string;
    readonly prompt: PromptUsage;
    readonly tier: 'standard' | 'batch';
  },
): WireMessage {
  const { thinking, text, stopReason, stopDetails } = speak(behaviour);
  const isCutOff = stopReason === 'max_tokens';
  const thinkingTokens = isCutOff ? request.max_tokens - countTokens(text) : countTokens(thinking);
  const thought: WireContent[] =
    thinking === '' ? [] : [{ type: 'thinking', thinking, signature: 'sig' }];
  const said: WireContent[] = stopReason === 'refusal' ? [] : [{ type: 'text', text }];
  return {
    id: `msg_${billed.id}`,
    type: 'message',
    role: 'assistant',
    model: request.model,
    content: [...thought, ...said],
    stop_reason: stopReason,
    stop_sequence: null,
    stop_details: stopDetails,
    usage: {
      ...billed.prompt,
      // Never zero, even for an empty answer.
      output_tokens: Math.max(1, thinkingTokens + countTokens(text)),
      output_tokens_details: { thinking_tokens: thinkingTokens },
      service_tier: billed.tier,
    },
    ...(behaviour.kind === 'answer' && behaviour.hasUnknownFields === true
      ? { mood: 'sunny', nested: { deep: [1, 2, 3] } }
      : {}),
  };
}
