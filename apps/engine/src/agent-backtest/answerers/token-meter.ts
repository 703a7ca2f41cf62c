import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import { HOUR_MS, MINUTE_MS } from '@quarterdeck/core/kernel/clock';
import type { ModelRequest, Usage } from '@quarterdeck/core/model/agent/model-call';

/** Figures and short names make short tokens; measured prose has about four bytes a token. */
const BYTES_PER_TOKEN = 3;
/** The provider caches no prefix that is shorter. */
const LEAST_CACHED_TOKENS = 512;
const FIVE_MINUTES_MS = 5 * MINUTE_MS;

export const tokensOf = (text: string): number =>
  Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN);

export type PromptUsage = Pick<
  Usage,
  'inputTokens' | 'cacheRead' | 'cacheWrite5m' | 'cacheWrite1h'
>;

/**
 * Bills prompts as the provider's cache would: exact prefixes, one kept for an hour behind the static text, one for five
 * minutes behind the slow one, both renewed by every read.
 */
export class TokenMeter {
  readonly #expires = new Map<string, EpochMs>();

  bill(request: ModelRequest, ts: EpochMs): PromptUsage {
    const { model, staticText, slowText, freshText, schema } = request;
    // Another schema or model is another cache.
    const head = `${model}\u0000${JSON.stringify(schema)}\u0000${staticText}`;
    const headTokens = tokensOf(head);
    const slowTokens = tokensOf(slowText);
    const hasHead = this.#use(head, headTokens, { ts, lifeMs: HOUR_MS });
    const whole = `${head}\u0000${slowText}`;
    const hasWhole =
      this.#use(whole, headTokens + slowTokens, { ts, lifeMs: FIVE_MINUTES_MS }) && hasHead;
    return {
      inputTokens: tokensOf(freshText),
      cacheRead: (hasHead ? headTokens : 0) + (hasWhole ? slowTokens : 0),
      cacheWrite1h: hasHead ? 0 : headTokens,
      cacheWrite5m: hasWhole ? 0 : slowTokens,
    };
  }

  /** True where the prefix was there; it lives on either way. */
  #use(
    key: string,
    tokens: number,
    { ts, lifeMs }: { readonly ts: EpochMs; readonly lifeMs: number },
  ): boolean {
    const isThere = tokens >= LEAST_CACHED_TOKENS && (this.#expires.get(key) ?? -1) > ts;
    if (!isThere) this.#forget(ts);
    this.#expires.set(key, ts + lifeMs);
    return isThere;
  }

  #forget(ts: EpochMs): void {
    for (const [key, tsExpires] of this.#expires) if (tsExpires <= ts) this.#expires.delete(key);
  }
}
