import { formatMoney, formatUnits } from '@quarterdeck/core/kernel/decimal';
import { startOfUtcDay, type EpochMs } from '@quarterdeck/core/kernel/clock';
import type { TradeRow } from '@quarterdeck/core/contract/console-state.schema';
import type { ClosedTrade } from '@quarterdeck/core/model/position';

const SHOWN = 50;

function tradeRow(trade: ClosedTrade): TradeRow {
  return {
    positionId: trade.positionId,
    strategyId: trade.strategyId,
    symbol: trade.symbol,
    side: trade.side,
    qty: formatUnits(trade.qty),
    entryPrice: formatUnits(trade.entryPrice),
    exitPrice: formatUnits(trade.exitPrice),
    tsOpened: trade.tsOpened,
    tsClosed: trade.tsClosed,
    net: formatMoney(trade.net),
    fees: formatMoney(trade.fees),
    entry_probability: trade.entry_probability,
    entry_units_intent: formatUnits(trade.entry_units_intent),
    thesis: trade.thesis,
    exitReason: trade.exitReason,
    exitThesis: trade.exitThesis,
  };
}

/** The newest trades as rows, made once each, and how many closed today. */
export class TradeLog {
  #rows: TradeRow[] = [];
  #tsDay: EpochMs = 0;
  #today = 0;

  /** `stored` newest first, as the tables give them. */
  constructor(stored: readonly ClosedTrade[] = []) {
    for (const trade of [...stored].reverse()) this.add(trade);
  }

  add(trade: ClosedTrade): void {
    this.#rows = [tradeRow(trade), ...this.#rows.slice(0, SHOWN - 1)];
    const tsDay = startOfUtcDay(trade.tsClosed);
    if (tsDay > this.#tsDay) {
      this.#tsDay = tsDay;
      this.#today = 0;
    }
    if (tsDay === this.#tsDay) this.#today += 1;
  }

  /** The same array until a trade closes. */
  get rows(): TradeRow[] {
    return this.#rows;
  }

  countOn(now: EpochMs): number {
    return startOfUtcDay(now) === this.#tsDay ? this.#today : 0;
  }
}
