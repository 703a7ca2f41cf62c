import type { OutcomeCounts } from '@quarterdeck/core/contract/agent/decision-list.schema';
import type { RecordedOutcome } from '@quarterdeck/core/contract/agent/decision-record.schema';
import { OUTCOME_LOOKS } from '../outcome-look.ts';

export interface WhyRow {
  readonly name: string;
  readonly count: number;
  /** What a click lists; null for what was never a decision. */
  readonly outcome: RecordedOutcome | null;
}

export interface WhySection {
  readonly title: string;
  readonly rows: readonly WhyRow[];
  readonly total: number;
}

const isAct = (outcome: string): boolean => /_(BUY|SELL)$/.test(outcome);

/** Where a look at the market ended, from the gate to the order; sections without any are left out. */
export function toWhySections({ outcomes, gateSkips }: OutcomeCounts): readonly WhySection[] {
  const rowsOf = (belongs: (outcome: RecordedOutcome) => boolean): readonly WhyRow[] =>
    outcomes
      .filter(({ outcome }) => belongs(outcome))
      .map(({ outcome, count }) => ({ name: OUTCOME_LOOKS[outcome].word, count, outcome }));
  const groupOf = (outcome: RecordedOutcome) => OUTCOME_LOOKS[outcome].group;
  const decides = (outcome: RecordedOutcome) => ['model', 'rules'].includes(groupOf(outcome));
  const sections = [
    {
      title: 'Ended at the gate',
      rows: gateSkips.map(({ layer, count }) => ({ name: layer, count, outcome: null })),
    },
    { title: 'Failed', rows: rowsOf((outcome) => groupOf(outcome) === 'failures') },
    { title: 'Vetoed', rows: rowsOf((outcome) => groupOf(outcome) === 'vetoes') },
    {
      title: 'Decided to do nothing',
      rows: rowsOf((outcome) => decides(outcome) && !isAct(outcome)),
    },
    { title: 'Decided to trade', rows: rowsOf((outcome) => decides(outcome) && isAct(outcome)) },
  ];
  return sections
    .filter(({ rows }) => rows.length > 0)
    .map((section) => ({
      ...section,
      total: section.rows.reduce((sum, { count }) => sum + count, 0),
    }));
}
