import type {
  DecisionCostDay,
  DecisionFilter,
  DecisionSummary,
  OutcomeCounts,
  StoredDecision,
} from '@quarterdeck/core/contract/agent/decision-list.schema';
import type { LearningView } from '@quarterdeck/core/contract/agent/learning-view.schema';
import type { HorizonSummary } from '@quarterdeck/core/decision/journal/summarise-counterfactual';
import type { Parsed, Refusal } from '@quarterdeck/core/kernel/verdict';

export interface DecisionsQuery {
  readonly filter: DecisionFilter;
  readonly limit: number;
  /** Number the page before ended with; left out: the newest. */
  readonly beforeId?: number | undefined;
}

export interface DecisionsPage {
  /** Newest first. */
  readonly rows: readonly DecisionSummary[];
  /** Of all the filter names, not of the page. */
  readonly counts: OutcomeCounts;
}

/** What came of working a decision out again, without asking anybody. */
export interface ReplayAnswer {
  readonly isSame: boolean;
  /** First field that came out otherwise, its values as JSON. */
  readonly difference: {
    readonly path: string;
    readonly recorded: string;
    readonly replayed: string;
  } | null;
}

/** Claude against the rules and against nothing, from the horizons that have come. */
export interface CounterfactualView {
  readonly label: 'evidence' | 'smoke test';
  /** Why it proves nothing, where it does not: `EVIDENCE_BEFORE_CUTOFF` or `EVIDENCE_CUTOFF_UNKNOWN`. */
  readonly why: Pick<Refusal, 'code' | 'numbers'> | null;
  /** Of the intervals, for example 0.9. */
  readonly level: number;
  readonly horizons: readonly HorizonSummary[];
}

/** What the API may ask about the agent's decisions and what it learned. The runtime implements it. */
export interface DecisionsPort {
  list(query: DecisionsQuery): DecisionsPage;
  find(decisionId: string): StoredDecision | null;
  /** Codes: `DECISION_UNKNOWN`, `REPLAY_NOT_AVAILABLE`. */
  replay(decisionId: string): Parsed<ReplayAnswer>;
  /** By UTC day, oldest first. */
  costByDay(fromTs: number, toTs: number): readonly DecisionCostDay[];
  counterfactual(): Promise<Parsed<CounterfactualView>>;
  /** Null without an agent. */
  learning(): LearningView | null;
}
