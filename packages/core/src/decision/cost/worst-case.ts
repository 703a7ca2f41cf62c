import type { EpochMs } from '../../kernel/clock.ts';
import { addMoney, asMoney, ZERO_MONEY, type Money } from '../../kernel/decimal.ts';
import { parsed, type Parsed } from '../../kernel/verdict.ts';
import { costOf } from './cost-of.ts';
import { findPrice } from './find-price.ts';
import type { PriceVersion } from './price-table.ts';

/** What one question may send at most. */
export interface PromptBound {
  /** Tokens of the block cached for an hour, of the one cached for five minutes, and of the rest. */
  readonly staticTokens: number;
  readonly slowTokens: number;
  readonly freshTokens: number;
}

/** At least the bytes a text takes as UTF-8, without an encoder (core has none); a pair of surrogates counts 6 for 4. */
function utf8Bytes(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x80) bytes += 1;
    else bytes += code < 0x800 ? 2 : 3;
  }
  return bytes;
}

/** Tokens the provider adds around our texts: roles, separators, the answer's format. */
const OVERHEAD_TOKENS = 1_000;

/** What all questions of one universe have in front: measured once, it need not be for each of them. */
export const boundStatic = (request: {
  readonly staticText: string;
  readonly schema: object;
}): number =>
  // The provider may put the schema in front of everything: then it is written to the cache too.
  utf8Bytes(request.staticText) + utf8Bytes(JSON.stringify(request.schema)) + OVERHEAD_TOKENS;

/**
 * A token is at least one byte, so the bytes are a bound that no tokenizer passes. Three to four times
 * too high for plain text: the price of a day limit that a call in flight cannot break.
 */
export function boundPrompt(
  request: {
    readonly staticText: string;
    readonly slowText: string;
    readonly freshText: string;
    readonly schema: object;
  },
  staticTokens = boundStatic(request),
): PromptBound {
  return {
    staticTokens,
    slowTokens: utf8Bytes(request.slowText),
    freshTokens: utf8Bytes(request.freshText),
  };
}

export interface WorstCaseQuestion {
  readonly model: string;
  readonly ts: EpochMs;
  readonly prompt: PromptBound;
  /** `max_tokens` of each attempt that may be made, in order. */
  readonly attemptMaxTokens: readonly number[];
  readonly table?: readonly PriceVersion[];
}

export interface WorstCase {
  readonly total: Money;
  /** The dearest single attempt: what an attempt without a bill is booked at. */
  readonly perAttempt: Money;
}

/** All texts written to the cache anew, every answer as long as it may be, every attempt made. */
export function worstCaseCost(question: WorstCaseQuestion): Parsed<WorstCase> {
  const { model, ts, prompt, table } = question;
  const version = findPrice(model, ts, table);
  if (!version.ok) return version;
  let total = ZERO_MONEY;
  let perAttempt = ZERO_MONEY;
  for (const outputTokens of question.attemptMaxTokens) {
    const cost = costOf(
      {
        inputTokens: prompt.freshTokens,
        outputTokens,
        thinkingTokens: 0,
        cacheRead: 0,
        cacheWrite5m: prompt.slowTokens,
        cacheWrite1h: prompt.staticTokens,
      },
      { model, ts },
      table === undefined ? {} : { table },
    );
    if (!cost.ok) return cost;
    total = addMoney(total, cost.value.total);
    if (cost.value.total > perAttempt) perAttempt = asMoney(cost.value.total);
  }
  return parsed({ total, perAttempt });
}

/** `max_tokens` by attempt at the worst: one plain attempt, every later one with head-room. */
export function worstAttempts(config: {
  readonly max_tokens: number;
  readonly max_tokens_retry: number;
  readonly max_attempts: number;
}): readonly number[] {
  return Array.from({ length: config.max_attempts }, (_, at) =>
    at === 0 ? config.max_tokens : config.max_tokens_retry,
  );
}
