import type { LockState } from '@quarterdeck/core/model/control';
import type { Alert, RecordEffect } from '@quarterdeck/core/model/effect';
import type { DeskEvent } from '@quarterdeck/core/model/event';
import { emptyRestoredState } from '@quarterdeck/core/model/restored';
import { asSessionId } from '@quarterdeck/core/kernel/ids';
import type { Receipt } from '@quarterdeck/core/contract/command.schema';
import type { EquityPoint } from '@quarterdeck/core/contract/console-state.schema';
import type { AuditEntry, CommandAnswer, Memory } from '../../ports/memory.ts';
import type { SessionJournal } from '../session-journal.ts';

/** Tables and journal in memory, with a log of every call and a switch that makes the disk fail. */
export class StubMemory implements Memory {
  readonly deskId = 'stub';
  readonly calls: string[];
  readonly records: RecordEffect[] = [];
  readonly audit: AuditEntry[] = [];
  readonly receipts = new Map<string, Receipt>();
  readonly alerts: Alert[] = [];
  readonly equity: EquityPoint[] = [];
  locks: LockState[] = [];
  isBroken = false;
  sums = { count: 0, net: 0n };

  constructor(calls: string[] = []) {
    this.calls = calls;
  }

  #touch(call: string): void {
    if (this.isBroken) throw new Error('disk full');
    this.calls.push(call);
  }

  restoredState = () => emptyRestoredState();
  lastEventSeq = () => 0;
  listParams = () => [];
  listCandles = () => [];
  write(
    records: readonly RecordEffect[],
    _eventSeq: number,
    answers: readonly CommandAnswer[] = [],
  ): void {
    const asked = answers.map(({ entry }) => `${entry.action} ${entry.outcome}`);
    this.#touch(`write ${[...records.map((record) => record.type), ...asked].join(',')}`);
    this.records.push(...records);
    for (const { entry, receipt } of answers) {
      this.audit.push(entry);
      if (receipt !== undefined) this.receipts.set(receipt.commandId, receipt);
    }
  }
  writeAudit(entry: AuditEntry): void {
    this.#touch(`audit ${entry.action} ${entry.outcome}`);
    this.audit.push(entry);
  }
  findReceipt = (commandId: string) => this.receipts.get(commandId);
  listAudit = () => this.audit.map((entry, index) => ({ ...entry, id: index + 1, hash: '' }));
  verifyAuditChain = () => undefined;
  lockHistory = () => this.locks;
  listTrades = () => [];
  listFills = () => [];
  sumFillsAfter = (cursor: number) => ({ cursor, ...this.sums });
  writeEquityPoint(point: EquityPoint): void {
    this.#touch('equity');
    this.equity.push(point);
  }
  listEquity = () => this.equity;
  writeAlert(alert: Alert): number {
    this.#touch(`alert ${alert.code}`);
    return this.alerts.push(alert);
  }
  listAlerts = () => [];
  writeCandles = () => undefined;
  close = () => undefined;
}

export class StubJournal implements SessionJournal {
  readonly sessionId = asSessionId('session');
  readonly events: DeskEvent[] = [];
  isBroken = false;
  readonly #calls: string[];

  constructor(calls: string[] = []) {
    this.#calls = calls;
  }

  append(event: DeskEvent): void {
    this.events.push(event);
  }
  flush(): void {
    if (this.isBroken) throw new Error('journal full');
    this.#calls.push('flush');
  }
  close = () => Promise.resolve();
}
