import type { EpochMs } from '../../kernel/clock.ts';

/** US dollars per million tokens as plain decimal text; null where no price is known. */
export interface TokenPrices {
  readonly input: string;
  readonly output: string;
  readonly cacheWrite5m: string | null;
  readonly cacheWrite1h: string | null;
  readonly cacheRead: string | null;
}

export interface PriceVersion {
  readonly model: string;
  /** First moment these prices hold; until the next version of the same model. */
  readonly tsFrom: EpochMs;
  readonly prices: TokenPrices;
  /** Prices of a prompt above so many tokens, where the provider has two. */
  readonly long?: { readonly abovePromptTokens: number; readonly prices: TokenPrices };
  readonly note: string;
}

/** Goes into every decision's record: with it a cost can be worked out again. */
export const PRICE_TABLE_VERSION = '2026-11-21.1';

const day = (iso: string): EpochMs => Date.parse(`${iso}T00:00:00Z`);

function prices(figures: readonly (string | null)[]): TokenPrices {
  const [input, output, cacheWrite5m = null, cacheWrite1h = null, cacheRead = null] = figures;
  if (typeof input !== 'string' || typeof output !== 'string') {
    throw new RangeError('a price needs input and output');
  }
  return { input, output, cacheWrite5m, cacheWrite1h, cacheRead };
}

/**
 * Provider's published prices, read on 2026-11-21. Order of the figures: input, output, 5-minute write,
 * 1-hour write, read. A new price is a new row with its date; a row that has been used is never changed.
 */
export const PRICE_TABLE: readonly PriceVersion[] = [
  {
    model: 'claude-opus-5-5',
    tsFrom: day('2026-09-22'),
    prices: prices(['4', '20', '5', '8', '0.20']),
    note: 'price of its first day',
  },
  {
    model: 'claude-sonnet-5-5',
    tsFrom: day('2026-09-28'),
    prices: prices(['2', '10', '2.50', '4', '0.20']),
    note: 'read price of its first day, still on an older page',
  },
  {
    model: 'claude-sonnet-5-5',
    tsFrom: day('2026-10-07'),
    prices: prices(['2', '10', '2.50', '4', '0.10']),
    note: 'read price lowered',
  },
  {
    model: 'claude-haiku-5-5',
    tsFrom: day('2026-10-07'),
    prices: prices(['0.10', '0.50', '0.125', '0.20', '0.01']),
    long: {
      abovePromptTokens: 100_000,
      prices: prices(['0.50', '2.50', '0.625', '1.00', '0.05']),
    },
    note: 'two prices by length of the prompt',
  },
  {
    model: 'claude-fable-5-1',
    tsFrom: day('2026-11-21'),
    prices: prices(['10', '50', '12.5', '20', '0.25']),
    note: 'date of its price unknown: from the day it was read',
  },
  {
    model: 'claude-opus-5',
    tsFrom: day('2026-11-21'),
    prices: prices(['5', '25', null, null, '0.50']),
    note: 'older; no write prices known, so no call that may write to the cache can be priced',
  },
  {
    model: 'claude-haiku-4-5',
    tsFrom: day('2026-11-21'),
    prices: prices(['1', '5', null, null, null]),
    note: 'older; no cache prices known',
  },
];
