import { EXTERNAL, type StrategyId, type SymbolId } from '../kernel/ids.ts';
import type { GuardFacts } from '../risk/risk-facts.ts';
import type { DeskState } from './desk-state.ts';

const FLATTENING: ReadonlySet<string> = new Set(['cancelling', 'closing', 'verifying']);

/** Entries wait while a flatten runs, and after one that got stuck until a person unlocks. */
const holdsEntries = (state: DeskState): boolean =>
  isFlattening(state) || state.flatten.phase === 'stuck';

export const isFlattening = (state: DeskState): boolean => FLATTENING.has(state.flatten.phase);

/** What the switches say of one strategy in one instrument right now; never cached. */
export function guardFactsOf(
  state: DeskState,
  strategyId: StrategyId,
  symbol: SymbolId,
): GuardFacts {
  return {
    lock: state.lock,
    control: state.controls.get(strategyId),
    phase: state.impairments.size > 0 ? 'impaired' : state.phase,
    isFlattening: holdsEntries(state),
    hasExternal: state.suspects.has(symbol) || state.positions.find(EXTERNAL, symbol) !== undefined,
    isThrottled: state.throttled.has(strategyId),
  };
}
