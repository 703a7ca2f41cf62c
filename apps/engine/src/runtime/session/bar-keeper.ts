import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import { createMarket, type Market } from '@quarterdeck/core/market/market';
import type { StrategySetup } from '@quarterdeck/core/desk-contract';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import { NO_FURTHER_BARS, type FurtherBars } from './agent-bars.ts';
import type { Memory } from '../../ports/memory.ts';
import type { MarketInput } from '../../ports/venue.ts';

export interface BarKeeperOptions {
  readonly instruments: readonly Instrument[];
  readonly strategies: readonly StrategySetup[];
  readonly memory: Pick<Memory, 'writeCandles'>;
  readonly also?: FurtherBars;
}

/** Builds the bars that strategies warm up with and stores them, so that a restart finds its history. */
export class BarKeeper {
  readonly #market: Market;
  readonly #memory: BarKeeperOptions['memory'];
  readonly #keep: number;
  readonly #also: FurtherBars;
  #closed: Candle[] = [];

  constructor({ instruments, strategies, memory, also = NO_FURTHER_BARS }: BarKeeperOptions) {
    const learnt = strategies.flatMap(({ strategy }) => strategy.timeframesMs);
    const timeframesMs = [...new Set([...learnt, ...also.counts.keys()])];
    this.#market = createMarket({ instruments, timeframesMs, staleAfterMs: Infinity });
    this.#memory = memory;
    this.#also = also;
    this.#keep = Math.max(1, ...strategies.map(({ strategy }) => strategy.warmupBars));
  }

  observe(input: MarketInput, ts: EpochMs): void {
    const closed =
      input.type === 'quote'
        ? this.#market.applyQuote(input.quote, ts)
        : input.type === 'trade'
          ? this.#market.applyTrade(input.trade, ts)
          : this.#market.applyCandle(input.candle, ts);
    if (closed.length > 0) this.#closed.push(...closed);
  }

  /** Throws what the tables throw; the bars then wait for the next time. */
  write(): void {
    if (this.#closed.length === 0) return;
    for (const [keep, bars] of this.#byCount()) this.#memory.writeCandles(bars, keep);
    this.#closed = [];
  }

  #furtherCount({ symbol, timeframeMs }: Candle): number {
    const { symbols, counts } = this.#also;
    return symbols.includes(symbol) ? (counts.get(timeframeMs) ?? 0) : 0;
  }

  /** Closed bars by how many of their series are kept. */
  #byCount(): ReadonlyMap<number, readonly Candle[]> {
    const groups = new Map<number, Candle[]>();
    for (const bar of this.#closed) {
      const keep = Math.max(this.#keep, this.#furtherCount(bar));
      const group = groups.get(keep);
      if (group === undefined) groups.set(keep, [bar]);
      else group.push(bar);
    }
    return groups;
  }
}
