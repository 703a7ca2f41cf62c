import { blocksOf, countTokens, type WireBlock, type WireRequest } from './wire-request.ts';

const TTL_MS = { '5m': 300_000, '1h': 3_600_000 } as const;
const MINIMUM_TOKENS = 512;
const LOOK_BACK_BLOCKS = 20;

export interface PromptUsage {
  input_tokens: number;
  cache_read_input_tokens: number;
  cache_creation_input_tokens: number;
  cache_creation: { ephemeral_5m_input_tokens: number; ephemeral_1h_input_tokens: number };
}

interface Prefix {
  readonly key: string;
  readonly tokens: number;
  readonly ttl: '5m' | '1h' | null;
}

function prefixesOf(request: WireRequest): readonly Prefix[] {
  const blocks: WireBlock[] = [
    ...blocksOf(request.system),
    ...request.messages.flatMap((message) => blocksOf(message.content)),
  ];
  // A changed schema or model is another cache.
  const schema = JSON.stringify(request.output_config?.format ?? null);
  let key = `${request.model} ${schema}`;
  let tokens = countTokens(schema);
  return blocks.map((block) => {
    key = `${key}\u0000${block.text ?? ''}`;
    tokens += countTokens(block.text ?? '');
    const ttl = block.cache_control === undefined ? null : (block.cache_control.ttl ?? '5m');
    return { key, tokens, ttl };
  });
}

/** The provider's prompt cache: exact prefixes, two lengths of life, a minimum, renewed by every read. */
export class PromptCache {
  readonly #entries = new Map<string, { tsExpires: number; readonly ttlMs: number }>();

  /** Bills a prompt at `now`, and writes what its breakpoints ask for. */
  use(request: WireRequest, now: number): PromptUsage {
    const prefixes = prefixesOf(request);
    const breakpoints = prefixes.filter(({ ttl }) => ttl !== null);
    const read = this.#longestHit(prefixes, now);
    const usage: PromptUsage = {
      input_tokens: 0,
      cache_read_input_tokens: read,
      cache_creation_input_tokens: 0,
      cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
    };
    let cached = read;
    for (const { key, tokens, ttl } of breakpoints) {
      if (ttl === null || tokens < MINIMUM_TOKENS) continue;
      const known = this.#entries.get(key);
      if (known !== undefined && known.tsExpires > now) known.tsExpires = now + known.ttlMs;
      else this.#entries.set(key, { tsExpires: now + TTL_MS[ttl], ttlMs: TTL_MS[ttl] });
      if (tokens <= cached) continue;
      usage.cache_creation[`ephemeral_${ttl}_input_tokens`] += tokens - cached;
      usage.cache_creation_input_tokens += tokens - cached;
      cached = tokens;
    }
    usage.input_tokens = (prefixes.at(-1)?.tokens ?? 0) - cached;
    return usage;
  }

  /** Looks back from each breakpoint, the last first. */
  #longestHit(prefixes: readonly Prefix[], now: number): number {
    for (let at = prefixes.length - 1; at >= 0; at -= 1) {
      if ((prefixes[at]?.ttl ?? null) === null) continue;
      for (let back = at; back >= 0 && at - back < LOOK_BACK_BLOCKS; back -= 1) {
        const prefix = prefixes[back];
        const entry = prefix === undefined ? undefined : this.#entries.get(prefix.key);
        if (prefix !== undefined && entry !== undefined && entry.tsExpires > now) {
          entry.tsExpires = now + entry.ttlMs;
          return prefix.tokens;
        }
      }
    }
    return 0;
  }
}
