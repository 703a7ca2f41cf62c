import type { EpochMs } from '../../kernel/clock.ts';
import type { SymbolId } from '../../kernel/ids.ts';
import type { AgentPart } from './agent-part.ts';
import type { ModelRequest } from './model-call.ts';

/** A row of the decision journal; its shape is `contract/agent/decision-record.schema.ts`, checked before it is made. */
export type JournalledDecision = Readonly<Record<string, unknown>> & {
  readonly decisionId: string;
};

/** What became of a decision; its shape is `contract/agent/decision-result.schema.ts`. */
export type JournalledResult = Readonly<Record<string, unknown>> & { readonly kind: string };

/** Evaluations that ended at one layer of the gate, of one symbol in one minute. */
export interface SkippedEvaluations {
  readonly symbol: string;
  readonly tsMinute: EpochMs;
  readonly layer: string;
  readonly count: number;
}

export type AgentRecord =
  | { readonly type: 'RecordDecision'; readonly decision: JournalledDecision; readonly ts: EpochMs }
  | {
      readonly type: 'RecordDecisionResult';
      readonly decisionId: string;
      readonly result: JournalledResult;
      readonly ts: EpochMs;
    }
  | { readonly type: 'RecordGateCounts'; readonly counts: readonly SkippedEvaluations[] }
  /** What has changed of all that the agent knows: only the desk that reads it has to understand it. */
  | {
      readonly type: 'RecordAgentState';
      readonly parts: readonly AgentPart[];
      /** Nothing of what was stored before is left. */
      readonly isWhole: boolean;
      readonly ts: EpochMs;
    };

export type AgentOutbound =
  | {
      readonly type: 'AskModel';
      readonly questionId: string;
      readonly symbol: SymbolId;
      readonly request: ModelRequest;
      /** The breaker's probe: nothing of the old client may keep it open. */
      readonly needsFreshClient: boolean;
    }
  /** The answer is not wanted any more; one that is on its way comes back as cancelled. */
  | { readonly type: 'CallOffQuestion'; readonly questionId: string };
