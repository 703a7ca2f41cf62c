import type { DecisionFilter } from '@quarterdeck/core/contract/agent/decision-list.schema';
import type { RecordedOutcome } from '@quarterdeck/core/contract/agent/decision-record.schema';
import { outcomesOf, type OutcomeGroup } from '../outcome-look.ts';

const HOUR = 3_600_000;

export const RANGES = [
  { value: 'day', label: '24 h', ms: 24 * HOUR },
  { value: 'week', label: '7 d', ms: 7 * 24 * HOUR },
  { value: 'all', label: 'All', ms: null },
] as const;

/** What a person asked to see. Empty symbol, actor or outcome: all of them. */
export interface ListChoice {
  readonly range: (typeof RANGES)[number]['value'];
  readonly group: OutcomeGroup | 'all';
  readonly outcome: RecordedOutcome | '';
  readonly symbol: string;
  readonly actor: 'model' | 'rules' | '';
}

export const FIRST_CHOICE: ListChoice = {
  range: 'day',
  group: 'all',
  outcome: '',
  symbol: '',
  actor: '',
};

function outcomesAsked({ group, outcome }: ListChoice): RecordedOutcome[] | undefined {
  if (outcome !== '') return [outcome];
  return group === 'all' ? undefined : [...outcomesOf(group)];
}

/** The choice as the engine takes it; the range ends now, by the desk's clock. */
export function toFilter(choice: ListChoice, now: number): DecisionFilter {
  const ms = RANGES.find(({ value }) => value === choice.range)?.ms ?? null;
  const outcomes = outcomesAsked(choice);
  return {
    ...(outcomes === undefined ? {} : { outcomes }),
    ...(choice.symbol === '' ? {} : { symbol: choice.symbol }),
    ...(choice.actor === '' ? {} : { actor: choice.actor }),
    ...(ms === null ? {} : { fromTs: Math.max(0, Math.floor(now - ms)) }),
  };
}

/** How everything ended, whichever endings are listed. */
export const withEveryOutcome = (choice: ListChoice): ListChoice => ({
  ...choice,
  group: 'all',
  outcome: '',
});
