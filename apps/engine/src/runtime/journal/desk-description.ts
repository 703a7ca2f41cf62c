import type { AgentSetup, DeskOptions } from '@quarterdeck/core/desk-contract';
import type { SymbolId } from '@quarterdeck/core/kernel/ids';
import type { SwitchPosition } from '@quarterdeck/core/model/control';
import type { Strategy } from '@quarterdeck/core/strategies/contract';
import { textDigest } from '../agent/text-digest.ts';

interface StrategyDescription {
  readonly strategyId: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly symbols: readonly SymbolId[];
  readonly initial: SwitchPosition;
  /** Bars it was given: a tape may have added its own. Older journals leave it out. */
  readonly timeframesMs?: readonly number[];
  /** Set on a variant: the strategy whose code it runs. */
  readonly variantOf?: string;
  readonly failure?: string;
}

type AgentDescription = Omit<AgentSetup, 'digest'>;

/** A desk's options without code: strategies by name. Stands in the journal, so that a replay needs nothing else. */
export interface DeskDescription extends Omit<DeskOptions, 'strategies' | 'agent'> {
  readonly strategies: readonly StrategyDescription[];
  readonly agent?: AgentDescription;
}

function describeAgent({ digest: _code, ...rest }: AgentSetup): AgentDescription {
  return rest;
}

export function describeDesk(options: DeskOptions): DeskDescription {
  const { agent, ...rest } = options;
  return {
    ...rest,
    ...(agent !== undefined && { agent: describeAgent(agent) }),
    strategies: options.strategies.map(({ strategy, failure, ...rest }) => ({
      ...rest,
      strategyId: strategy.id,
      timeframesMs: strategy.timeframesMs,
      ...(strategy.variantOf !== undefined && { variantOf: strategy.variantOf }),
      ...(failure !== undefined && { failure }),
    })),
  };
}

/** The strategy as it ran: under its own name and with the bars it was given. */
function asRecorded(recorded: StrategyDescription, find: (id: string) => Strategy): Strategy {
  const { strategyId, variantOf, timeframesMs } = recorded;
  const strategy = find(variantOf ?? strategyId);
  return {
    ...strategy,
    id: strategyId,
    ...(variantOf !== undefined && { variantOf }),
    ...(timeframesMs !== undefined && { timeframesMs }),
  };
}

/** `findStrategy` looks in the registry and throws on a name it does not know. */
export function restoreDeskOptions(
  description: DeskDescription,
  findStrategy: (id: string) => Strategy,
): DeskOptions {
  const { agent, ...rest } = description;
  return {
    ...rest,
    ...(agent !== undefined && { agent: { ...agent, digest: textDigest } }),
    strategies: description.strategies.map((each) => ({
      strategy: asRecorded(each, findStrategy),
      params: { ...each.params },
      symbols: each.symbols,
      initial: each.initial,
      ...(each.failure !== undefined && { failure: each.failure }),
    })),
  };
}
