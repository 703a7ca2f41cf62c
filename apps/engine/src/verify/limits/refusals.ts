import type { Effect } from '@quarterdeck/core/model/effect';
import type { DeskEvent } from '@quarterdeck/core/model/event';
import type { DeskWatch } from './watch-desk.ts';

/** Refused entries by code; equal ones within a second of each other come as one record with their number. */
export class Refusals implements DeskWatch {
  readonly #counts = new Map<string, number>();

  see(_event: DeskEvent, effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.type !== 'RecordDenial' || effect.denial.purpose !== 'entry') continue;
      const { code, count } = effect.denial;
      this.#counts.set(code, this.of(code) + count);
    }
  }

  of(code: string): number {
    return this.#counts.get(code) ?? 0;
  }

  codes(): readonly string[] {
    return [...this.#counts.keys()].toSorted();
  }
}
