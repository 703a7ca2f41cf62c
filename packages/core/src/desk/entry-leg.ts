import type { StrategyId, SymbolId } from '../kernel/ids.ts';
import type { EntryProposal } from '../strategies/contract.ts';

/** What an ENTRY brain asked for in the symbol it sits at. */
export interface EntryWish {
  readonly strategyId: StrategyId;
  readonly symbol: SymbolId;
  readonly proposal: EntryProposal;
}

/** One half of a pair, or the whole of a single entry. */
export interface Leg extends Pick<EntryWish, 'strategyId' | 'symbol'> {
  readonly proposal: Omit<EntryProposal, 'legs'>;
}
