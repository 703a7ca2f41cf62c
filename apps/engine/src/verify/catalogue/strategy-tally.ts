import type { Effect } from '@quarterdeck/core/model/effect';
import type { DeskEvent } from '@quarterdeck/core/model/event';
import type { DeskWatch } from '../limits/watch-desk.ts';

/** What one strategy did; all days together. */
export interface StrategyFigures {
  /** Questions its ENTRY brains were asked. */
  asked: number;
  /** Wishes to enter; equal ones within a second count once. */
  signals: number;
  exitSignals: number;
  orders: number;
  fills: number;
  /** Round trips that ended. */
  trades: number;
  /** By code: wishes to enter or to leave that were refused. */
  readonly refused: Map<string, number>;
  /** What it threw, or why it could not run. */
  failure: string | undefined;
}

const nothing = (): StrategyFigures => ({
  asked: 0,
  signals: 0,
  exitSignals: 0,
  orders: 0,
  fills: 0,
  trades: 0,
  refused: new Map(),
  failure: undefined,
});

/** Counts, strategy by strategy, what came of a desk's events. */
export class StrategyTally implements DeskWatch {
  readonly #byId = new Map<string, StrategyFigures>();
  readonly #owners = new Map<string, string>();

  of(strategyId: string): StrategyFigures {
    const known = this.#byId.get(strategyId);
    if (known !== undefined) return known;
    const fresh = nothing();
    this.#byId.set(strategyId, fresh);
    return fresh;
  }

  see(_event: DeskEvent, effects: readonly Effect[]): void {
    for (const effect of effects) this.#count(effect);
  }

  #count(effect: Effect): void {
    switch (effect.type) {
      case 'RecordSignal':
        if (effect.signal.purpose === 'entry') this.of(effect.signal.strategyId).signals += 1;
        else this.of(effect.signal.strategyId).exitSignals += 1;
        return;
      case 'RecordOrder':
        this.#owners.set(effect.order.clientOrderId, effect.order.strategyId);
        return;
      case 'SubmitOrder':
        this.of(this.#owners.get(effect.request.clientOrderId) ?? 'nobody').orders += 1;
        return;
      case 'RecordFill':
        this.of(effect.fill.strategyId).fills += 1;
        return;
      case 'RecordTradeClosed':
        this.of(effect.trade.strategyId).trades += 1;
        return;
      case 'RecordDenial': {
        const { strategyId, code, count } = effect.denial;
        const { refused } = this.of(strategyId);
        refused.set(code, (refused.get(code) ?? 0) + count);
        return;
      }
      default:
    }
  }
}
