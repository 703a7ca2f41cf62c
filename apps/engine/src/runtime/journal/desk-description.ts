import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import type { SwitchPosition } from '@quarterdeck/core/model/control';
import type { Strategy } from '@quarterdeck/core/strategies/contract';

interface StrategyDescription {
  readonly strategyId: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly symbols: readonly SymbolId[];
  readonly initial: SwitchPosition;
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
    })),
  };
}

/** `findStrategy` looks in the registry and throws on a name it does not know. */
export function restoreDeskOptions(
  description: DeskDescription,
  findStrategy: (id: string) => Strategy,
): DeskOptions {
  return {
    ...description,
    strategies: description.strategies.map(({ strategyId, params, symbols, initial }) => ({
      strategy: findStrategy(strategyId),
      params: { ...params },
      symbols,
      initial,
    })),
  };
}
