import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import type { SwitchPosition } from '@quarterdeck/core/model/control';
import type { Strategy } from '@quarterdeck/core/strategies/contract';

interface StrategyDescription {
  readonly strategyId: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly symbols: readonly SymbolId[];
  readonly initial: SwitchPosition;
  /** Bars it was given: a tape may have added its own. Older journals leave it out. */
  readonly timeframesMs?: readonly number[];
}

/** A desk's options without code: strategies by name. Stands in the journal, so that a replay needs nothing else. */
export interface DeskDescription extends Omit<DeskOptions, 'strategies'> {
  readonly strategies: readonly StrategyDescription[];
}

export function describeDesk(options: DeskOptions): DeskDescription {
  return {
    ...options,
    strategies: options.strategies.map(({ strategy, params, symbols, initial }) => ({
      strategyId: strategy.id,
      params,
      symbols,
      initial,
      timeframesMs: strategy.timeframesMs,
    })),
  };
}

function withBars(strategy: Strategy, timeframesMs: readonly number[] | undefined): Strategy {
  return timeframesMs === undefined ? strategy : { ...strategy, timeframesMs };
}

/** `findStrategy` looks in the registry and throws on a name it does not know. */
export function restoreDeskOptions(
  description: DeskDescription,
  findStrategy: (id: string) => Strategy,
): DeskOptions {
  return {
    ...description,
    strategies: description.strategies.map((each) => ({
      strategy: withBars(findStrategy(each.strategyId), each.timeframesMs),
      params: { ...each.params },
      symbols: each.symbols,
      initial: each.initial,
    })),
  };
}
