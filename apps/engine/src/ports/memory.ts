import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { SessionId, StrategyId, TradeId } from '@quarterdeck/core/kernel/ids';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { Alert, RecordEffect } from '@quarterdeck/core/model/effect';
import type { DeskEvent } from '@quarterdeck/core/model/event';
import type { BookedFill } from '@quarterdeck/core/model/fill';
import type { LockState, ParamsVersion } from '@quarterdeck/core/model/control';
import type { ClosedTrade } from '@quarterdeck/core/model/position';
import type { RestoredState } from '@quarterdeck/core/model/restored';
import type { EquityPoint, AlertRow } from '@quarterdeck/core/contract/console-state.schema';
import type { Receipt } from '@quarterdeck/core/contract/command.schema';

export interface AuditEntry {
  readonly ts: EpochMs;
  readonly actor: string;
  readonly via: string;
  /** What was asked, for example `Lock`. */
  readonly action: string;
  /** Canonical JSON of the request. */
  readonly request: string;
  /** `accepted`, or the refusal's code and numbers. */
  readonly outcome: string;
  readonly eventSeq: number;
}

/** What is kept of a command that was carried out: for the audit log, and to make its id a second time harmless. */
export interface CommandAnswer {
  readonly entry: AuditEntry;
  /** Absent: the id belongs to an answer given before. */
  readonly receipt?: Receipt;
}

export interface StoredAuditEntry extends AuditEntry {
  readonly id: number;
  /** SHA-256 over the entry and the hash before it: a changed row breaks the chain. */
  readonly hash: string;
}

/** What stands in the tables. One writer: the engine. */
export interface Memory {
  /** Short random id of this data folder, made once. */
  readonly deskId: string;
  /** With at most so many of the newest bars of each length, by timeframe in ms; all of them where nothing is said. */
  restoredState(bars?: ReadonlyMap<number, number>): RestoredState;
  /** Highest event number any table has seen. */
  lastEventSeq(): number;
  /**
   * One durable transaction (synchronous=FULL) in the order given, answers to the commands behind the records
   * included. Throws StorageError; then nothing was written.
   */
  write(
    records: readonly RecordEffect[],
    eventSeq: number,
    answers?: readonly CommandAnswer[],
  ): void;
  /** What was asked and refused, or done without an event. */
  writeAudit(entry: AuditEntry): void;
  findReceipt(commandId: string): Receipt | undefined;
  listAudit(limit: number): readonly StoredAuditEntry[];
  /** First broken link, or undefined when the chain holds. */
  verifyAuditChain(): number | undefined;
  lockHistory(limit: number): readonly LockState[];
  /** Every set of parameters a strategy has had by a person's hand, newest first. */
  listParams(strategyId: StrategyId): readonly ParamsVersion[];
  /** Stored bars, oldest first: what brains that begin anew learn from. */
  listCandles(): readonly Candle[];
  listTrades(limit: number): readonly ClosedTrade[];
  listFills(options: { readonly limit: number; readonly before?: TradeId }): readonly BookedFill[];
  /** Adds the exact sums of fills after a rowid cursor: the independent side of the ties-out check. */
  sumFillsAfter(cursor: number): {
    readonly cursor: number;
    readonly count: number;
    readonly net: bigint;
  };
  writeEquityPoint(point: EquityPoint): void;
  listEquity(fromTs: EpochMs, limit: number): readonly EquityPoint[];
  writeAlert(alert: Alert): number;
  listAlerts(limit: number): readonly AlertRow[];
  /** Closed bars for warm-up, newest `keep` of each symbol and timeframe kept. */
  writeCandles(candles: readonly Candle[], keep: number): void;
  close(): void;
}

/** The event journal of one session: append now, durable on flush, replayable later. */
export interface Journal {
  readonly sessionId: SessionId;
  /** Buffered; costs no system call. */
  append(event: DeskEvent): void;
  /** Returns once every appended event has been handed to the operating system. */
  flush(): void;
  /** Text of the newest events that are not ticks, for the console. */
  close(): Promise<void>;
}
