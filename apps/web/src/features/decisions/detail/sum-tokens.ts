import type { DecisionRecord } from '@quarterdeck/core/contract/agent/decision-record.schema';

interface TokenSum {
  /** Read by the model, from the cache or anew. */
  readonly prompt: number;
  readonly output: number;
  /** Of the prompt, 0 to 1; null without any. */
  readonly cachedShare: number | null;
}

/** Tokens of all attempts whose bill is known. */
export function sumTokens(attempts: DecisionRecord['attempts']): TokenSum {
  let [prompt, cached, output] = [0, 0, 0];
  for (const { usage } of attempts) {
    if (usage === null) continue;
    const { inputTokens, cacheRead, cacheWrite5m, cacheWrite1h, outputTokens } = usage;
    prompt += inputTokens + cacheRead + cacheWrite5m + cacheWrite1h;
    cached += cacheRead;
    output += outputTokens;
  }
  return { prompt, output, cachedShare: prompt === 0 ? null : cached / prompt };
}
