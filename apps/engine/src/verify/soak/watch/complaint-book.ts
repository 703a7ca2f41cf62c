import type { ProofOffender } from '@quarterdeck/core/contract/proof/proof-report.schema';
import type { DeskEvent } from '@quarterdeck/core/model/event';
import type { Findings } from '../../findings.ts';

/** What was looked at while one event was handled: it counts once, however much of it was wrong. */
export class ComplaintBook {
  readonly #findings: Findings;
  readonly #seed: number;
  #place = 'before the first event';
  #open: ProofOffender[] = [];
  broken = 0;

  constructor(findings: Findings, seed: number) {
    this.#findings = findings;
    this.#seed = seed;
  }

  /** Ends what belongs to the event before. */
  begin({ seq, type, ts }: Pick<DeskEvent, 'seq' | 'type' | 'ts'>, life: number): void {
    this.end();
    this.#place = `seed ${this.#seed}, life ${life}, event ${seq} ${type} at ${new Date(ts).toISOString()}`;
  }

  complain(expected: string, found: string): void {
    this.#open.push({ where: this.#place, expected, found });
  }

  end(): void {
    const [first, ...others] = this.#open;
    this.#open = [];
    if (first !== undefined) this.broken += 1;
    this.#findings.look('soak.invariants', first === undefined, () => ({
      where: first?.where ?? this.#place,
      expected: first?.expected ?? '',
      found: [first?.found ?? '', ...others.map(({ expected, found }) => `${expected}: ${found}`)]
        .join('; ')
        .slice(0, SHOWN_CHARS),
    }));
  }
}

const SHOWN_CHARS = 500;
