import type {
  DecisionCostDay,
  StoredDecision,
} from '@quarterdeck/core/contract/agent/decision-list.schema';
import type { LearningView } from '@quarterdeck/core/contract/agent/learning-view.schema';
import { denied, parsed, type Parsed } from '@quarterdeck/core/kernel/verdict';
import type {
  CounterfactualView,
  DecisionsPage,
  DecisionsPort,
  DecisionsQuery,
  ReplayAnswer,
} from '../decisions-port.ts';

/** A journal that holds what a test put into it; what was asked for is in `asked`. */
export class FakeDecisions implements DecisionsPort {
  readonly asked: unknown[] = [];
  readonly stored = new Map<string, StoredDecision>();
  page: DecisionsPage = { rows: [], counts: { outcomes: [], gateSkips: [] } };
  answer: Parsed<ReplayAnswer> = parsed({ isSame: true, difference: null });
  view: LearningView | null = null;

  list(query: DecisionsQuery): DecisionsPage {
    this.asked.push(query);
    return this.page;
  }
  find(decisionId: string): StoredDecision | null {
    return this.stored.get(decisionId) ?? null;
  }
  replay(decisionId: string): Parsed<ReplayAnswer> {
    return this.stored.has(decisionId) ? this.answer : denied('DECISION_UNKNOWN', { decisionId });
  }
  costByDay(fromTs: number, toTs: number): readonly DecisionCostDay[] {
    this.asked.push({ fromTs, toTs });
    return [];
  }
  counterfactual(): Promise<Parsed<CounterfactualView>> {
    return Promise.resolve(
      parsed({ label: 'smoke test' as const, why: null, level: 0.9, horizons: [] }),
    );
  }
  learning(): LearningView | null {
    return this.view;
  }
}
