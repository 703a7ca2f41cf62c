import { costOf } from '@quarterdeck/core/decision/cost/cost-of';
import { boundPrompt } from '@quarterdeck/core/decision/cost/worst-case';
import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import { addMoney, ZERO_MONEY, type Money } from '@quarterdeck/core/kernel/decimal';
import { parsed, type Parsed } from '@quarterdeck/core/kernel/verdict';
import type { Usage } from '@quarterdeck/core/model/agent/model-call';
import type { StoredQuestion } from './stored-question.ts';

/** US dollars at the batch tier of today's prices. */
export interface CostEstimate {
  /** Answers as long as the recorded ones, the static text written to the cache once and read after that. */
  readonly expected: Money;
  /** A token for every byte, every answer as long as it may be, nothing ever read from the cache. */
  readonly atMost: Money;
}

/** For texts nobody has billed yet. */
const TOKENS_PER_BYTE = 1 / 3;

const usageOf = ({ record }: StoredQuestion): Usage | null =>
  record.attempts.findLast(({ end }) => end === 'message')?.usage ?? null;

interface Habits {
  readonly tokensPerByte: number;
  /** Null: no answer is known. */
  readonly outputTokens: number | null;
}

/** What the recorded answers took. */
function readHabits(questions: readonly StoredQuestion[]): Habits {
  let [bytes, prompt, output, known] = [0, 0, 0, 0];
  for (const question of questions) {
    const usage = usageOf(question);
    const { request } = question.record;
    if (usage === null || request === null) continue;
    const texts = [request.staticText, request.slowText, request.freshText, request.schemaText];
    bytes += texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    prompt += usage.inputTokens + usage.cacheRead + usage.cacheWrite5m + usage.cacheWrite1h;
    output += usage.outputTokens;
    known += 1;
  }
  return {
    tokensPerByte: bytes === 0 || prompt === 0 ? TOKENS_PER_BYTE : prompt / bytes,
    outputTokens: known === 0 ? null : Math.ceil(output / known),
  };
}

const NONE = { thinkingTokens: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 };

function expectedUsage({ request }: StoredQuestion, at: number, habits: Habits): Usage {
  const tokens = (text: string): number =>
    Math.ceil(Buffer.byteLength(text) * habits.tokensPerByte);
  const shared = tokens(request.staticText) + tokens(JSON.stringify(request.schema));
  return {
    ...NONE,
    inputTokens: tokens(request.slowText) + tokens(request.freshText),
    outputTokens: Math.min(habits.outputTokens ?? request.maxTokens, request.maxTokens),
    ...(at === 0 ? { cacheWrite1h: shared } : { cacheRead: shared }),
  };
}

function boundUsage({ request }: StoredQuestion): Usage {
  const { staticTokens, slowTokens, freshTokens } = boundPrompt(request);
  const inputTokens = slowTokens + freshTokens;
  return { ...NONE, inputTokens, outputTokens: request.maxTokens, cacheWrite1h: staticTokens };
}

/** A single question is asked without a cache. */
const uncached = ({ cacheRead, cacheWrite1h, ...usage }: Usage): Usage => ({
  ...usage,
  inputTokens: usage.inputTokens + cacheRead + cacheWrite1h,
  cacheRead: 0,
  cacheWrite1h: 0,
});

/** Refuses where a price is not known: nobody can agree to what nobody has added up. */
export function estimateCost(
  questions: readonly StoredQuestion[],
  at: { readonly model: string; readonly ts: EpochMs },
): Parsed<CostEstimate> {
  const habits = readHabits(questions);
  let [expected, atMost] = [ZERO_MONEY, ZERO_MONEY];
  const adapt = questions.length > 1 ? (usage: Usage): Usage => usage : uncached;
  for (const [index, question] of questions.entries()) {
    const likely = costOf(adapt(expectedUsage(question, index, habits)), at, { tier: 'batch' });
    if (!likely.ok) return likely;
    const worst = costOf(adapt(boundUsage(question)), at, { tier: 'batch' });
    if (!worst.ok) return worst;
    expected = addMoney(expected, likely.value.total);
    atMost = addMoney(atMost, worst.value.total);
  }
  return parsed({ expected, atMost });
}
