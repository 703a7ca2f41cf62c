import type { TailRow } from '@quarterdeck/core/contract/console-state.schema';
import type { Memory, StoredAuditEntry } from '../../ports/memory.ts';
import { describeAuditRequest } from './describe-audit-request.ts';

const SHOWN = 40;

function auditRow(entry: StoredAuditEntry): TailRow {
  const { id, ts, action, actor, via, outcome } = entry;
  const request = describeAuditRequest(entry);
  const text = `${actor} via ${via} → ${outcome}${request === '' ? '' : `: ${request}`}`;
  return { seq: id, ts, kind: action, text };
}

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
