import type { BarColumns } from '@quarterdeck/core/model/columns';
import type { HistoryQuery, HistorySource } from '../../history/history-source.ts';
import { HistoryError } from '../../history/history-error.ts';
import { formatTimeframe } from '../../history/timeframe.ts';
import type { Scheduler } from '../../ports/clock.ts';
import { ccxtBars, type CcxtRow } from './ccxt-bars.ts';

/** What is used of an exchange of the library. */
export interface PublicExchange {
  readonly timeframes?: Readonly<Record<string, unknown>>;
  readonly symbols?: readonly string[];
  loadMarkets(): Promise<unknown>;
  fetchOHLCV(symbol: string, timeframe: string, since: number, limit: number): Promise<CcxtRow[]>;
}

export interface CcxtHistoryOptions {
  /** As the library names it: `binance`, `kraken`. */
  readonly venue: string;
  readonly scheduler: Scheduler;
  /** Makes the exchange; undefined for a name it does not know. */
  readonly createExchange?: (venue: string) => Promise<PublicExchange | undefined>;
}

const PAGE = 500;
const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 1_000;

/** The library takes half a second and 150 MB to load: only a download pays for it. */
async function loadExchange(venue: string): Promise<PublicExchange | undefined> {
  const { default: ccxt } = await import('ccxt');
  const known = ccxt as unknown as Record<string, new (config: object) => PublicExchange>;
  const isExchange = ccxt.exchanges.includes(venue);
  const Exchange = isExchange ? known[venue] : undefined;
  return Exchange === undefined ? undefined : new Exchange({ enableRateLimit: true });
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';

/** Answers that asking again cannot change. */
const isFinal = (error: unknown): boolean =>
  error instanceof Error &&
  /^(Bad|NotSupported|Authentication|Permission|Argument)/.test(error.name);

class CcxtHistory implements HistorySource {
  readonly name: string;
  readonly #options: CcxtHistoryOptions;
  #exchange: PublicExchange | undefined;

  constructor(options: CcxtHistoryOptions) {
    this.name = options.venue;
    this.#options = options;
  }

  async *fetchCandles(query: HistoryQuery): AsyncGenerator<BarColumns> {
    const exchange = await this.#open(query);
    const { timeframeMs, to } = query;
    let from = query.from;
    while (from < to) {
      const since = from;
      const page = await this.#ask(() =>
        exchange.fetchOHLCV(query.symbol, formatTimeframe(timeframeMs), since, PAGE),
      );
      const rows = pageRows(page, { ...query, from });
      if (rows.length > 0) yield ccxtBars(rows, query);
      const last = rows.at(-1)?.[0];
      // An empty page may be a long silence: the next one begins behind it.
      from = last === undefined ? from + PAGE * timeframeMs : last + timeframeMs;
    }
  }

  async #open({ symbol, timeframeMs }: HistoryQuery): Promise<PublicExchange> {
    const { venue, createExchange = loadExchange } = this.#options;
    this.#exchange ??= await createExchange(venue);
    const exchange = this.#exchange;
    if (exchange === undefined) throw new HistoryError(`no exchange is named ${venue}`);
    await this.#ask(() => exchange.loadMarkets());
    if (exchange.symbols !== undefined && !exchange.symbols.includes(symbol)) {
      throw new HistoryError(`${venue} does not list ${symbol}`);
    }
    const timeframe = formatTimeframe(timeframeMs);
    const known = Object.keys(exchange.timeframes ?? { [timeframe]: true });
    if (known.includes(timeframe)) return exchange;
    throw new HistoryError(`${venue} has no candles of ${timeframe}; it has ${known.join(', ')}`);
  }

  /** Networks fail for a moment: asked again a few times, each pause twice as long. */
  async #ask<TAnswer>(request: () => Promise<TAnswer>): Promise<TAnswer> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await request();
      } catch (error) {
        if (isFinal(error) || attempt === ATTEMPTS) {
          throw new HistoryError(`${this.name}: ${firstLine(error)}`);
        }
        await this.#pause(FIRST_PAUSE_MS * 2 ** (attempt - 1));
      }
    }
  }

  #pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => this.#options.scheduler.after(delayMs, resolve));
  }
}

/** Rows of the asked span, rising, on the grid and each once: venues differ in what they put around them. */
function pageRows(page: readonly CcxtRow[], { from, to, timeframeMs }: HistoryQuery): CcxtRow[] {
  let tsLast = from - 1;
  return page
    .toSorted((one, other) => (one[0] ?? 0) - (other[0] ?? 0))
    .filter(([ts]) => {
      const isWanted = ts !== undefined && ts > tsLast && ts < to && ts % timeframeMs === 0;
      if (isWanted) tsLast = ts;
      return isWanted;
    });
}

/** Public candles of an exchange through ccxt; no key is needed or taken. HistoryError names what it refuses. */
export const createCcxtHistory = (options: CcxtHistoryOptions): HistorySource =>
  new CcxtHistory(options);
