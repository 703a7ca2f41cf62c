import type { TailRow } from '@quarterdeck/core/contract/console-state.schema';
import type { DeskEvent } from '@quarterdeck/core/model/event';
import { describeEvent } from './describe-event.ts';

const SHOWN = 40;

/** The newest events that are not ticks. */
export class EventTail {
  #rows: TailRow[] = [];

  add(event: DeskEvent): void {
    this.#rows = [describeEvent(event), ...this.#rows.slice(0, SHOWN - 1)];
  }

  /** Newest first; the same array until an event is added. */
  get rows(): TailRow[] {
    return this.#rows;
  }
}
