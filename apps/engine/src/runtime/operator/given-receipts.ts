import type { Receipt } from '@quarterdeck/core/contract/command.schema';
import type { OperatorCommand } from '../../api/operator-port.ts';
import type { Memory } from '../../ports/memory.ts';

/** The same text for the same command, whatever the order of its fields. Holds type and id. */
export function canonicalJson(command: OperatorCommand): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(command).sort(([a], [b]) => (a < b ? -1 : 1))),
  );
}

/** An answer given before under this command id. */
export interface GivenReceipt {
  readonly receipt: Receipt;
  /** False: the id was used for another command, or nobody can tell any more. */
  readonly isSameCommand: boolean;
}

const MAX_RECENT = 1_000;
/** How far back the audit log is asked what an id was used for. */
const AUDIT_SEARCHED = 10_000;

/** Receipts by command id: the newest from memory, older ones and those of earlier runs from the tables. */
export class GivenReceipts {
  readonly #memory: Pick<Memory, 'findReceipt' | 'listAudit'>;
  readonly #recent = new Map<string, { readonly receipt: Receipt; readonly request: string }>();

  constructor(memory: Pick<Memory, 'findReceipt' | 'listAudit'>) {
    this.#memory = memory;
  }

  /** Never asks the disk. */
  findRecent(command: OperatorCommand): GivenReceipt | undefined {
    const recent = this.#recent.get(command.commandId);
    if (recent === undefined) return undefined;
    const isSameCommand = recent.request === canonicalJson(command);
    return { receipt: recent.receipt, isSameCommand };
  }

  /** Undefined also when the tables cannot be read. */
  find(command: OperatorCommand): GivenReceipt | undefined {
    return this.findRecent(command) ?? this.#findStored(command);
  }

  remember(command: OperatorCommand, receipt: Receipt): void {
    this.#recent.set(command.commandId, { receipt, request: canonicalJson(command) });
    const [oldest] = this.#recent.keys();
    if (this.#recent.size > MAX_RECENT && oldest !== undefined) this.#recent.delete(oldest);
  }

  #findStored(command: OperatorCommand): GivenReceipt | undefined {
    try {
      const receipt = this.#memory.findReceipt(command.commandId);
      if (receipt === undefined) return undefined;
      const request = canonicalJson(command);
      const isSameCommand = this.#memory
        .listAudit(AUDIT_SEARCHED)
        .some((entry) => entry.outcome === 'accepted' && entry.request === request);
      return { receipt, isSameCommand };
    } catch {
      return undefined;
    }
  }
}
