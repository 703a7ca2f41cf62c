import type { ClientOrderId, PositionId, StrategyId, TradeId } from '@quarterdeck/core/kernel/ids';
import type { LockState, StrategyControl } from '@quarterdeck/core/model/control';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { Order } from '@quarterdeck/core/model/order';
import type { ClosedTrade, Position } from '@quarterdeck/core/model/position';
import {
  EMPTY_TOTALS,
  type LedgerTotals,
  type RestoredState,
  type RiskMemory,
} from '@quarterdeck/core/model/restored';

/** What a desk has had stored, as the tables would give it back; each effect is durable before what follows it. */
export class DeskTables {
  readonly trades: ClosedTrade[] = [];
  #lock: LockState | undefined;
  #risk: RiskMemory | undefined;
  #totals: LedgerTotals = EMPTY_TOTALS;
  readonly #controls = new Map<StrategyId, StrategyControl>();
  readonly #orders = new Map<ClientOrderId, Order>();
  readonly #positions = new Map<PositionId, Position>();
  readonly #tradeIds: TradeId[] = [];

  constructor(start: RestoredState) {
    this.#lock = start.lock;
  }

  store(effect: Effect): void {
    if (effect.type === 'RecordLock') this.#lock = effect.lock;
    else if (effect.type === 'RecordRiskMemory') this.#risk = effect.memory;
    else if (effect.type === 'RecordControl') {
      this.#controls.set(effect.control.strategyId, effect.control);
    } else if (effect.type === 'RecordOrder') {
      this.#orders.set(effect.order.clientOrderId, effect.order);
    } else if (effect.type === 'RecordTradeClosed') this.trades.push(effect.trade);
    else if (effect.type === 'RecordFill') {
      this.#totals = effect.totals;
      this.#tradeIds.push(effect.fill.tradeId);
    } else if (effect.type === 'RecordPosition') this.#storePosition(effect.position);
  }

  restored(): RestoredState {
    return {
      ...(this.#lock && { lock: this.#lock }),
      ...(this.#risk && { riskMemory: this.#risk }),
      controls: [...this.#controls.values()],
      orders: [...this.#orders.values()].map((order) => ({ ...order })),
      positions: [...this.#positions.values()].map((position) => ({ ...position })),
      totals: this.#totals,
      recentTradeIds: [...this.#tradeIds],
      history: [],
    };
  }

  #storePosition(position: Position): void {
    if (position.qty === 0n) this.#positions.delete(position.positionId);
    else this.#positions.set(position.positionId, position);
  }
}
