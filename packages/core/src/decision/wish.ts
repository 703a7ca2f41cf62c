import type { PositionId, StrategyId, SymbolId } from '../kernel/ids.ts';
import type { RefusalNumbers } from '../kernel/verdict.ts';
import type { EntryProposal, ExitProposal } from '../strategies/contract.ts';

/** What came out of asking the brains; the desk turns entries and exits into intents. */
export type Wish =
  | {
      readonly kind: 'entry';
      readonly strategyId: StrategyId;
      readonly symbol: SymbolId;
      readonly proposal: EntryProposal;
    }
  | {
      readonly kind: 'exit';
      readonly strategyId: StrategyId;
      readonly symbol: SymbolId;
      readonly positionId: PositionId;
      readonly proposal: ExitProposal;
    }
  /** A proposal that breaks the contract; the strategy goes on, the proposal does not. */
  | {
      readonly kind: 'invalid';
      readonly strategyId: StrategyId;
      readonly symbol: SymbolId;
      readonly purpose: 'entry' | 'exit';
      readonly code: 'INTENT_MALFORMED';
      readonly numbers: RefusalNumbers;
    }
  /** A brain threw: the strategy is out on every symbol until the next start. Given once. */
  | { readonly kind: 'failure'; readonly strategyId: StrategyId; readonly message: string };

/** Shared by every call that brings nothing: silence allocates nothing. */
export const NO_WISHES: readonly Wish[] = Object.freeze([]);
