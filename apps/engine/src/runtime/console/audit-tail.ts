import type { TailRow } from '@quarterdeck/core/contract/console-state.schema';
import type { Memory, StoredAuditEntry } from '../../ports/memory.ts';

const SHOWN = 40;

const auditRow = (entry: StoredAuditEntry): TailRow => ({
  seq: entry.id,
  ts: entry.ts,
  kind: entry.action,
  text: `${entry.actor} (${entry.via}): ${entry.outcome}`,
});

export const auditRows = (memory: Pick<Memory, 'listAudit'>, limit: number): TailRow[] =>
  memory.listAudit(limit).map(auditRow);

/** Read again only after a command: nothing else writes the audit log. */
export class AuditTail {
  readonly #memory: Pick<Memory, 'listAudit'>;
  #rows: TailRow[] | undefined;

  constructor(memory: Pick<Memory, 'listAudit'>) {
    this.#memory = memory;
  }

  get rows(): TailRow[] {
    this.#rows ??= auditRows(this.#memory, SHOWN);
    return this.#rows;
  }

  invalidate(): void {
    this.#rows = undefined;
  }
}
