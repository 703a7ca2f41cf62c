import type {
  ProofCriterion,
  ProofOffender,
} from '@quarterdeck/core/contract/proof/proof-report.schema';
import { CRITERIA, groupOf, type CriterionId } from './criteria.ts';

const KEPT_OFFENDERS = 10;

interface Finding {
  checked: number;
  failed: number;
  note: string | undefined;
  isSkipped: boolean;
  readonly evidence: Record<string, number | string>;
  readonly offenders: ProofOffender[];
}

/** What the stages of one run have seen, by criterion. */
export class Findings {
  readonly #byId = new Map<CriterionId, Finding>();
  /** Furthest apart that two sums of money have been which should be one; units of 1e-16. */
  largestError = 0n;

  /** One look. `offender` is asked only when it does not hold. */
  look(id: CriterionId, holds: boolean, offender: () => ProofOffender): void {
    const finding = this.#of(id);
    finding.checked += 1;
    if (holds) return;
    finding.failed += 1;
    if (finding.offenders.length < KEPT_OFFENDERS) finding.offenders.push(offender());
  }

  /** So many looks at once that all held. */
  hold(id: CriterionId, times: number): void {
    this.#of(id).checked += times;
  }

  /** Two sums of money that should be one. */
  noteError(expected: bigint, found: bigint): void {
    const error = expected > found ? expected - found : found - expected;
    if (error > this.largestError) this.largestError = error;
  }

  /** The same for two figures that have to be equal; bigints, texts and numbers, never rounded. */
  equal<TFigure extends bigint | number | string>(
    id: CriterionId,
    compared: { readonly where: string; readonly expected: TFigure; readonly found: TFigure },
  ): void {
    const { where, expected, found } = compared;
    this.look(id, expected === found, () => ({
      where,
      expected: String(expected),
      found: String(found),
    }));
  }

  /** A figure behind the status; must not depend on the machine or the time of day. */
  note(id: CriterionId, name: string, figure: number | string): void {
    this.#of(id).evidence[name] = figure;
  }

  /** The same for a figure that several parts of a run add to. */
  add(id: CriterionId, name: string, figure: number): void {
    const { evidence } = this.#of(id);
    evidence[name] = Number(evidence[name] ?? 0) + figure;
  }

  /** Counts as neither held nor broken, unless something has been looked at. */
  skip(id: CriterionId, reason: string): void {
    const finding = this.#of(id);
    finding.isSkipped = true;
    finding.note = reason;
  }

  get hasFailed(): boolean {
    return [...this.#byId.values()].some(({ failed }) => failed > 0);
  }

  /** In the order of the catalogue. Never looked at and not skipped is a failure. */
  criteria(ids: readonly CriterionId[]): ProofCriterion[] {
    return ids.map((id) => {
      const { checked, failed, note, isSkipped, evidence, offenders } = this.#of(id);
      const wasSkipped = isSkipped && checked === 0;
      const holds = failed === 0 && checked > 0;
      return {
        id,
        group: groupOf(id),
        title: CRITERIA[id],
        status: wasSkipped ? 'SKIPPED' : holds ? 'PASS' : 'FAIL',
        checked,
        failed,
        ...(note !== undefined && { note }),
        evidence: { ...evidence },
        offenders: [...offenders],
      };
    });
  }

  #of(id: CriterionId): Finding {
    const known = this.#byId.get(id);
    if (known !== undefined) return known;
    const fresh = {
      checked: 0,
      failed: 0,
      note: undefined,
      isSkipped: false,
      evidence: {},
      offenders: [],
    };
    this.#byId.set(id, fresh);
    return fresh;
  }
}
