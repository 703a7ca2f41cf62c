import type { Effect } from '@quarterdeck/core/model/effect';
import type { Journal } from '../ports/memory.ts';

/** What the dispatcher asks of a journal besides the port. */
export interface SessionJournal extends Journal {
  /** One line that pins down what the desk answered, so that a replay can be compared. */
  appendEffects?(seq: number, effects: readonly Effect[]): void;
  /** The session has grown to its share of the cap: time for a new one. */
  readonly needsRoll?: boolean;
  readonly bytes?: number;
}
