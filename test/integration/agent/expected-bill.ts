import { costOf } from '@quarterdeck/core/decision/cost/cost-of';
import {
  boundPrompt,
  worstAttempts,
  worstCaseCost,
} from '@quarterdeck/core/decision/cost/worst-case';
import type { AgentSetup } from '@quarterdeck/core/desk-contract';
import { asMoney, formatMoney, type Money } from '@quarterdeck/core/kernel/decimal';
import type { ModelRequest, Usage } from '@quarterdeck/core/model/agent/model-call';
import type { Behaviour } from '../../venues/anthropic/behaviour.ts';
import { buildMessage } from '../../venues/anthropic/message-body.ts';
import { PromptCache, type PromptUsage } from '../../venues/anthropic/prompt-cache.ts';
import type { WireRequest } from '../../venues/anthropic/wire-request.ts';

/** How much of a bill a caller can see of one answer: all, the prompt and one token, or none though it may exist. */
type BillSeen = 'whole' | 'lower_bound' | 'unseen' | 'free';

/** Answers longer than this are cut off by the caller of these tests. */
const LONGEST_ANSWER = 50_000;

function billSeenOf(behaviour: Behaviour): BillSeen {
  switch (behaviour.kind) {
    case 'answer':
      return behaviour.text.length > LONGEST_ANSWER ? 'lower_bound' : 'whole';
    case 'refusal':
    case 'max_tokens':
      return 'whole';
    case 'error':
    case 'expired':
      return 'free';
    case 'stream_error':
    case 'garbage':
      return 'lower_bound';
    case 'stall':
    case 'cut':
      return behaviour.at === 'stream' ? 'lower_bound' : 'unseen';
  }
}

const usageOf = (prompt: PromptUsage, outputTokens: number): Usage => ({
  inputTokens: prompt.input_tokens,
  outputTokens,
  thinkingTokens: 0,
  cacheRead: prompt.cache_read_input_tokens,
  cacheWrite5m: prompt.cache_creation.ephemeral_5m_input_tokens,
  cacheWrite1h: prompt.cache_creation.ephemeral_1h_input_tokens,
});

function priced(usage: Usage, model: string, ts: number): Money {
  const cost = costOf(usage, { model, ts });
  if (!cost.ok) throw new Error(cost.code);
  return cost.value.total;
}

interface ServedRequest {
  readonly body: WireRequest;
  readonly behaviour: Behaviour;
  readonly ts: number;
}

/** What the stand-in billed, worked out by its own rules from what it was sent: no figure of the caller's is used. */
export function expectedBill(served: readonly ServedRequest[]) {
  const cache = new PromptCache();
  return served.map(({ body, behaviour, ts }) => {
    const seen = billSeenOf(behaviour);
    const isBilled = seen !== 'free' && !('at' in behaviour && behaviour.at === 'headers');
    if (!isBilled) return { seen, amount: asMoney(0n) };
    const prompt = cache.use(body, ts);
    const whole = buildMessage(behaviour, body, { id: '', prompt, tier: 'standard' }).usage;
    const output = seen === 'whole' ? whole.output_tokens : 1;
    const amount = seen === 'unseen' ? 0n : priced(usageOf(prompt, output), body.model, ts);
    return { seen, amount: asMoney(amount) };
  });
}

export const sumOf = (amounts: readonly Money[]): string =>
  formatMoney(asMoney(amounts.reduce((sum: bigint, amount) => sum + amount, 0n)));

/** What a question may cost at the most, and its dearest attempt. */
export function worstOf(setup: AgentSetup, request: ModelRequest, ts: number) {
  const worst = worstCaseCost({
    model: request.model,
    ts,
    prompt: boundPrompt(request),
    attemptMaxTokens: worstAttempts(setup.config.model),
  });
  if (!worst.ok) throw new Error(worst.code);
  return worst.value;
}
