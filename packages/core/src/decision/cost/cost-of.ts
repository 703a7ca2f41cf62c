import type { EpochMs } from '../../kernel/clock.ts';
import { addMoney, asMoney, money, ZERO_MONEY, type Money } from '../../kernel/decimal.ts';
import { denied, parsed, type Parsed } from '../../kernel/verdict.ts';
import type { ModelAttempt, Usage } from '../../model/agent/model-call.ts';
import { findPrice } from './find-price.ts';
import type { PriceVersion, TokenPrices } from './price-table.ts';

/** Through message batches everything costs half. */
export type PriceTier = 'standard' | 'batch';

/** US dollars of one attempt, apart by what was paid for. */
export interface TokenCost {
  readonly input: Money;
  readonly output: Money;
  readonly cacheRead: Money;
  readonly cacheWrite: Money;
  readonly total: Money;
}

export interface CostOptions {
  readonly tier?: PriceTier;
  readonly table?: readonly PriceVersion[];
}

const MILLION = 1_000_000n;
const isCount = (tokens: number): boolean => Number.isSafeInteger(tokens) && tokens >= 0;

/** Of a million, exact: every published price has at most 8 decimals, money has 16. */
function amountOf(tokens: number, perMillion: string, tier: PriceTier): Money {
  const scaled = BigInt(tokens) * money(perMillion);
  return asMoney(scaled / (tier === 'batch' ? MILLION * 2n : MILLION));
}

const promptTokens = (usage: Usage): number =>
  usage.inputTokens + usage.cacheRead + usage.cacheWrite5m + usage.cacheWrite1h;

function pricesFor(version: PriceVersion, usage: Usage): TokenPrices {
  const { long } = version;
  return long !== undefined && promptTokens(usage) > long.abovePromptTokens
    ? long.prices
    : version.prices;
}

type Part = readonly [name: string, tokens: number, perMillion: string | null];

function priceParts(parts: readonly Part[], tier: PriceTier): Parsed<Money> {
  let sum = ZERO_MONEY;
  for (const [part, tokens, perMillion] of parts) {
    if (tokens === 0) continue;
    if (perMillion === null) return denied('PRICE_UNKNOWN_PART', { part, tokens });
    sum = addMoney(sum, amountOf(tokens, perMillion, tier));
  }
  return parsed(sum);
}

/**
 * Exact US dollars of `usage` at the prices that held when the request left. Thinking is inside the output.
 * An unknown model or part is refused: a cost nobody knows must not pass a budget as zero.
 */
export function costOf(
  usage: Usage,
  at: { readonly model: string; readonly ts: EpochMs },
  { tier = 'standard', table }: CostOptions = {},
): Parsed<TokenCost> {
  for (const [part, tokens] of Object.entries(usage) as [string, number][]) {
    if (!isCount(tokens)) return denied('COST_BAD_USAGE', { part, tokens });
  }
  const version = findPrice(at.model, at.ts, table);
  if (!version.ok) return version;
  const row = pricesFor(version.value, usage);
  const reads = priceParts([['cacheRead', usage.cacheRead, row.cacheRead]], tier);
  if (!reads.ok) return reads;
  const writes = priceParts(
    [
      ['cacheWrite5m', usage.cacheWrite5m, row.cacheWrite5m],
      ['cacheWrite1h', usage.cacheWrite1h, row.cacheWrite1h],
    ],
    tier,
  );
  if (!writes.ok) return writes;
  const input = amountOf(usage.inputTokens, row.input, tier);
  const output = amountOf(usage.outputTokens, row.output, tier);
  const cached = addMoney(reads.value, writes.value);
  return parsed({
    input,
    output,
    cacheRead: reads.value,
    cacheWrite: writes.value,
    total: addMoney(addMoney(input, output), cached),
  });
}

/** US dollars of all attempts of one question. */
export interface AttemptsCost {
  /** Of attempts whose bill is complete. */
  readonly certain: Money;
  /** Seen so far of attempts that broke off: a lower bound. */
  readonly seen: Money;
  /** Attempts that broke off and may have been billed without our knowing. */
  readonly unbilled: number;
}

const isNothing = (usage: Usage | null): boolean =>
  usage !== null && Object.values(usage).every((tokens) => tokens === 0);

/** A whole message brings its bill; an error status is not billed; a request that never left has a usage of zero. */
const hasWholeBill = (attempt: ModelAttempt): boolean =>
  attempt.end === 'message' ||
  (attempt.status !== null && attempt.status >= 400) ||
  isNothing(attempt.usage);

/** Refuses as `costOf` does. Certain plus seen is what a decision's record shows. */
export function costOfAttempts(
  attempts: readonly ModelAttempt[],
  options: CostOptions = {},
): Parsed<AttemptsCost> {
  let certain = ZERO_MONEY;
  let seen = ZERO_MONEY;
  let unbilled = 0;
  for (const attempt of attempts) {
    const isWhole = hasWholeBill(attempt);
    if (!isWhole) unbilled += 1;
    if (attempt.usage === null || isNothing(attempt.usage)) continue;
    const cost = costOf(attempt.usage, { model: attempt.model, ts: attempt.tsSent }, options);
    if (!cost.ok) return cost;
    if (isWhole) certain = addMoney(certain, cost.value.total);
    else seen = addMoney(seen, cost.value.total);
  }
  return parsed({ certain, seen, unbilled });
}
