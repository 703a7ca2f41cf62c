import type { EpochMs } from '../kernel/clock.ts';
import type { StrategyId, SymbolId } from '../kernel/ids.ts';
import { RecentTimes } from '../kernel/recent-times.ts';
import type { Side } from '../model/tick.ts';

export interface EntryKey {
  readonly strategyId: StrategyId;
  readonly symbol: SymbolId;
  readonly side: Side;
}

const keyOf = ({ strategyId, symbol, side }: EntryKey): string => `${strategyId}|${symbol}|${side}`;

/** Rejections in a row after which a strategy is held, as if it had repeated itself. */
const REJECTIONS_IN_A_ROW_LIMIT = 20;

/** Counts what was sent: equal entries in a window, orders in the last second, rejections in a row. */
export class EntryThrottle {
  readonly #entries = new Map<string, RecentTimes>();
  readonly #rejections = new Map<StrategyId, number>();
  readonly #sent = new RecentTimes();

  constructor(readonly windowMs: number) {}

  noteOrder(ts: EpochMs): void {
    this.#sent.note(ts);
  }

  noteEntry(key: EntryKey, ts: EpochMs): void {
    const name = keyOf(key);
    const times = this.#entries.get(name) ?? new RecentTimes();
    times.note(ts);
    this.#entries.set(name, times);
  }

  ordersLastSecond(now: EpochMs): number {
    return this.#sent.count(now, 1_000);
  }

  recentEntries(key: EntryKey, now: EpochMs): number {
    return this.#entries.get(keyOf(key))?.count(now, this.windowMs) ?? 0;
  }

  /** True when this rejection is one too many. */
  noteRejection(strategyId: StrategyId): boolean {
    const inARow = (this.#rejections.get(strategyId) ?? 0) + 1;
    this.#rejections.set(strategyId, inARow);
    return inARow >= REJECTIONS_IN_A_ROW_LIMIT;
  }

  noteSuccess(strategyId: StrategyId): void {
    this.#rejections.delete(strategyId);
  }

  forget(strategyId: StrategyId): void {
    this.#rejections.delete(strategyId);
    for (const name of this.#entries.keys()) {
      if (name.startsWith(`${strategyId}|`)) this.#entries.delete(name);
    }
  }
}
