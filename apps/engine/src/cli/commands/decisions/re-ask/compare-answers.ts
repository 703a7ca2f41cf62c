import type { Interval } from '@quarterdeck/core/decision/journal/bootstrap-interval';
import type { ShadowAnswer } from './shadow-answer.ts';

export interface OutcomeCount {
  readonly outcome: string;
  readonly original: number;
  readonly shadow: number;
}

export interface Flips {
  /** Questions on which both decided; a failure decides nothing and is no flip. */
  readonly n: number;
  readonly flips: number;
  readonly rate: number | null;
  /** Of the rate, 95 %. */
  readonly interval: Interval | null;
  /** For example `BUY -> HOLD`. */
  readonly changes: Readonly<Record<string, number>>;
}

export interface ProbabilityAgreement {
  /** Both stated one, for the same horizon. */
  readonly n: number;
  /** Shadow minus original. */
  readonly meanDifference: number | null;
  readonly meanAbsDifference: number | null;
  /** Share no further apart than 0.05. */
  readonly withinFivePoints: number | null;
}

export interface Comparison {
  readonly outcomes: readonly OutcomeCount[];
  readonly flips: Flips;
  readonly probability: ProbabilityAgreement;
}

const Z_95 = 1.959_964;
const CLOSE = 0.05 + 1e-9;

/** Wilson 1927: holds at few cases and at none, where a plain error of the mean would say zero. */
export function wilsonInterval(hits: number, n: number): Interval | null {
  if (n === 0) return null;
  const share = hits / n;
  const z2 = Z_95 ** 2 / n;
  const centre = share + z2 / 2;
  const spread = Z_95 * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n));
  return {
    low: Math.max(0, (centre - spread) / (1 + z2)),
    high: Math.min(1, (centre + spread) / (1 + z2)),
  };
}

function compareActions(answers: readonly ShadowAnswer[]): Flips {
  const changes: Record<string, number> = {};
  let [n, flips] = [0, 0];
  for (const { original, shadow } of answers) {
    if (original.action === null || shadow.action === null) continue;
    n += 1;
    if (original.action === shadow.action) continue;
    flips += 1;
    const change = `${original.action} -> ${shadow.action}`;
    changes[change] = (changes[change] ?? 0) + 1;
  }
  const rate = n === 0 ? null : flips / n;
  return { n, flips, rate, interval: wilsonInterval(flips, n), changes };
}

function compareProbabilities(answers: readonly ShadowAnswer[]): ProbabilityAgreement {
  const differences = answers.flatMap(({ original, shadow }) =>
    original.pUp === null || shadow.pUp === null || original.horizon !== shadow.horizon
      ? []
      : [shadow.pUp - original.pUp],
  );
  const n = differences.length;
  const mean = (of: (difference: number) => number): number | null =>
    n === 0 ? null : differences.reduce((sum, difference) => sum + of(difference), 0) / n;
  return {
    n,
    meanDifference: mean((difference) => difference),
    meanAbsDifference: mean(Math.abs),
    withinFivePoints: mean((difference) => (Math.abs(difference) <= CLOSE ? 1 : 0)),
  };
}

function countOutcomes(answers: readonly ShadowAnswer[]): readonly OutcomeCount[] {
  const counts = new Map<string, { original: number; shadow: number }>();
  for (const answer of answers) {
    for (const side of ['original', 'shadow'] as const) {
      const { outcome } = answer[side];
      const count = counts.get(outcome) ?? { original: 0, shadow: 0 };
      count[side] += 1;
      counts.set(outcome, count);
    }
  }
  return [...counts]
    .map(([outcome, count]) => ({ outcome, ...count }))
    .toSorted((one, other) => (one.outcome < other.outcome ? -1 : 1));
}

/** What another model or another prompt would have said to the same questions. */
export function compareAnswers(answers: readonly ShadowAnswer[]): Comparison {
  return {
    outcomes: countOutcomes(answers),
    flips: compareActions(answers),
    probability: compareProbabilities(answers),
  };
}
