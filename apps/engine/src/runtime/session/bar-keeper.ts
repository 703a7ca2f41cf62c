import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import { createMarket, type Market } from '@quarterdeck/core/market/market';
import type { StrategySetup } from '@quarterdeck/core/desk-contract';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import type { Memory } from '../../ports/memory.ts';
import type { MarketInput } from '../../ports/venue.ts';

export interface BarKeeperOptions {
  readonly instruments: readonly Instrument[];
  readonly strategies: readonly StrategySetup[];
  readonly memory: Pick<Memory, 'writeCandles'>;
}

/** Builds the bars that strategies warm up with and stores them, so that a restart finds its history. */
export class BarKeeper {
  readonly #market: Market;
  readonly #memory: BarKeeperOptions['memory'];
  readonly #keep: number;
  #closed: Candle[] = [];

  constructor({ instruments, strategies, memory }: BarKeeperOptions) {
    const timeframesMs = strategies.flatMap(({ strategy }) => strategy.timeframesMs);
    this.#market = createMarket({ instruments, timeframesMs, staleAfterMs: Infinity });
    this.#memory = memory;
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
    this.#memory.writeCandles(this.#closed, this.#keep);
    this.#closed = [];
  }
}
