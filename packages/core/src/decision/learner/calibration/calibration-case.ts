import type { EpochMs } from '../../../kernel/clock.ts';
import type { DecisionEvent } from '../../../model/agent/decision.ts';

/** One stated probability and what became of it; decisions that opened nothing count as well. */
export interface CalibrationCase {
  readonly decisionId: string;
  /** Model and version of the prompt together: a different forecaster has a different curve. */
  readonly version: string;
  readonly event: DecisionEvent;
  /** As stated, before any calibration. */
  readonly pStated: number;
  readonly tsDecided: EpochMs;
  /** When it was known; while it is not, the end of its horizon. */
  readonly tsResolves: EpochMs;
  /** Null while open. False too when neither barrier was met within the horizon. */
  readonly happened: boolean | null;
}

export interface ResolvedCase extends CalibrationCase {
  readonly happened: boolean;
}

export interface CaseSelection {
  readonly version: string;
  /** Market time of the fit: only what was known before it counts. */
  readonly ts: EpochMs;
}

const isResolved = (item: CalibrationCase): item is ResolvedCase => item.happened !== null;

/**
 * Resolved, past, same-version cases; each decision once, as it was first given. A figure outside 0..1 or a resolution
 * before its decision is no case.
 */
export function selectCases(
  cases: readonly CalibrationCase[],
  { version, ts }: CaseSelection,
): ResolvedCase[] {
  const known = new Map<string, ResolvedCase>();
  for (const item of cases) {
    if (!isResolved(item) || item.version !== version || item.tsResolves >= ts) continue;
    if (!(item.pStated >= 0 && item.pStated <= 1) || item.tsDecided > item.tsResolves) continue;
    const key = `${item.decisionId} ${item.event}`;
    if (!known.has(key)) known.set(key, item);
  }
  return [...known.values()];
}
