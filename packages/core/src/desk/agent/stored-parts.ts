import type { CaseBook, ResolvedCount } from '../../decision/learner/calibration/case-book.ts';
import type { AgentPart } from '../../model/agent/agent-part.ts';
import { CASE_PART, QUESTION_PART } from './part-names.ts';

/** A part as it is now. */
export interface PartSource {
  readonly name: string;
  /** The same object or value as long as the part has not changed; its own text where there is nothing shorter. */
  readonly mark: unknown;
  readonly write: () => string;
}

/** Of what the tables hold: enough to tell what has changed since. */
export interface StoredParts {
  /** False: nothing of what the tables may hold is ours, and all of it is written over. */
  isKnown: boolean;
  /** By name of the part, the mark it was stored with. */
  readonly marks: Map<string, unknown>;
  /** By version of the forecaster, how many of its resolved cases are stored. */
  readonly cases: Map<string, number>;
}

/** A part with this mark is written again whatever it holds. */
const OUTDATED = Symbol('outdated');

/** As a restart finds it; undefined: what the tables hold is nothing, or nothing that can be built on. */
export const storedParts = (
  found:
    { readonly names: readonly string[]; readonly counts: readonly ResolvedCount[] } | undefined,
): StoredParts => ({
  isKnown: found !== undefined,
  marks: new Map(found?.names.map((name) => [name, OUTDATED])),
  cases: new Map(found?.counts),
});

/** Whatever their marks say, these parts are written with the next store. */
export function outdateParts({ marks }: StoredParts, prefix: string): void {
  for (const name of marks.keys()) if (name.startsWith(prefix)) marks.set(name, OUTDATED);
}

/**
 * Parts that have changed since they were stored, and those that are gone; counted as stored from now on. A question that
 * was closed stays where it is: its seat says so, and removing it would make the order wait for its pages.
 */
export function takeChanges(
  { marks }: StoredParts,
  sources: readonly PartSource[],
): readonly AgentPart[] {
  const gone = new Set(marks.keys());
  const changed: AgentPart[] = [];
  for (const { name, mark, write } of sources) {
    gone.delete(name);
    if (marks.get(name) === mark) continue;
    marks.set(name, mark);
    changed.push({ name, text: write() });
  }
  for (const name of gone) {
    if (name.startsWith(QUESTION_PART)) continue;
    marks.delete(name);
    changed.push({ name, text: null });
  }
  return changed;
}

/**
 * A resolved case never changes and has a part of its own, with its number; one that is not kept any more gives its
 * place to the newest.
 */
export function takeCases(
  { cases: known }: StoredParts,
  book: Pick<CaseBook, 'counts' | 'resolved'>,
  keep: number,
): readonly AgentPart[] {
  return book.counts().flatMap(([version, count]) => {
    const stored = known.get(version) ?? 0;
    if (stored === count) return [];
    known.set(version, count);
    const list = book.resolved(version);
    const fresh = list.slice(Math.max(0, list.length - (count - stored)));
    return fresh.map((item, at) => {
      const number = count - fresh.length + at;
      const name = `${CASE_PART}${version} ${number % keep}`;
      return { name, text: JSON.stringify([number, item]) };
    });
  });
}
