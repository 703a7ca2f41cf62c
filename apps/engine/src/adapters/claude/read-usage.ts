import type { Usage } from '@quarterdeck/core/model/agent/model-call';

/** The part of the wire's usage that is priced; every field but the first two may be null or absent. */
interface WireUsage {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cache_creation_input_tokens?: number | null;
  readonly cache_read_input_tokens?: number | null;
  readonly cache_creation?: {
    readonly ephemeral_5m_input_tokens: number;
    readonly ephemeral_1h_input_tokens: number;
  } | null;
  readonly output_tokens_details?: { readonly thinking_tokens?: number | null } | null;
}

/** A write whose length of life is not told is taken for the dearer hour. */
export function readUsage(wire: WireUsage): Usage {
  const written = wire.cache_creation_input_tokens ?? 0;
  const cacheWrite5m = wire.cache_creation?.ephemeral_5m_input_tokens ?? 0;
  const told = wire.cache_creation?.ephemeral_1h_input_tokens ?? 0;
  return {
    inputTokens: wire.input_tokens,
    outputTokens: wire.output_tokens,
    thinkingTokens: wire.output_tokens_details?.thinking_tokens ?? 0,
    cacheRead: wire.cache_read_input_tokens ?? 0,
    cacheWrite5m,
    cacheWrite1h: Math.max(told, written - cacheWrite5m),
  };
}

export const NO_USAGE: Usage = {
  inputTokens: 0,
  outputTokens: 0,
  thinkingTokens: 0,
  cacheRead: 0,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
};
