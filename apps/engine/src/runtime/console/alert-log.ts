import type { Alert } from '@quarterdeck/core/model/effect';
import type { AlertRow } from '@quarterdeck/core/contract/console-state.schema';
import type { Memory } from '../../ports/memory.ts';

const SHOWN = 50;
const MAX_UNWRITTEN = 1_000;

/**
 * Alerts on screen at once and in the tables as soon as they take them: the alert that says "the disk is full"
 * must not need the disk. Unwritten ones carry a number below zero.
 */
export class AlertLog {
  readonly #memory: Pick<Memory, 'writeAlert' | 'listAlerts'>;
  #rows: AlertRow[];
  #unwritten: { row: AlertRow; alert: Alert }[] = [];
  #lastProvisionalId = 0;

  constructor(memory: Pick<Memory, 'writeAlert' | 'listAlerts'>) {
    this.#memory = memory;
    this.#rows = [...memory.listAlerts(SHOWN)];
  }

  /** Newest first; the same array until something changes. */
  get rows(): AlertRow[] {
    return this.#rows;
  }

  raise(alert: Alert): void {
    this.#lastProvisionalId -= 1;
    const row: AlertRow = { ...alert, id: this.#lastProvisionalId };
    this.#rows = [row, ...this.#rows.slice(0, SHOWN - 1)];
    if (this.#unwritten.length < MAX_UNWRITTEN) this.#unwritten.push({ row, alert });
  }

  /** Called by a loop: an alert on the way of an order must not cost that order a turn of the disk. */
  writePending(): void {
    while (this.#unwritten.length > 0) {
      const [first] = this.#unwritten;
      if (first === undefined) return;
      try {
        const id = this.#memory.writeAlert(first.alert);
        this.#rows = this.#rows.map((row) => (row === first.row ? { ...row, id } : row));
        this.#unwritten.shift();
      } catch {
        return;
      }
    }
  }
}
