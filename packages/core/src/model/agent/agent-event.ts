import type { SymbolId } from '../../kernel/ids.ts';
import type { DerivativesPoll } from './derivatives-poll.ts';
import type { ModelAttempt, ModelResult } from './model-call.ts';
import type { RegimeFacts } from './regime-facts.ts';

/** What the agent is told besides the market: bodies of events, without number and time. */
export type AgentEventBody =
  | {
      readonly type: 'ModelAnswered';
      readonly questionId: string;
      /** Every request that went out, answered or not. */
      readonly attempts: readonly ModelAttempt[];
      readonly result: ModelResult;
    }
  | {
      readonly type: 'DerivativesPolled';
      readonly symbol: SymbolId;
      /** Null: the source did not answer. */
      readonly poll: DerivativesPoll | null;
    }
  | { readonly type: 'RegimesRead'; readonly regimes: RegimeFacts }
  /** A person closes the breaker after having mended what opened it. */
  | { readonly type: 'BreakerReset'; readonly reason: string; readonly by: string };
