import type { EpochMs } from '@quarterdeck/core/kernel/clock';
import type { StrategyId, TradeId } from '@quarterdeck/core/kernel/ids';
import type { Receipt } from '@quarterdeck/core/contract/command.schema';
import type { AlertRow, EquityPoint } from '@quarterdeck/core/contract/console-state.schema';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { LockState, ParamsVersion } from '@quarterdeck/core/model/control';
import type { Alert, DenialRecord, RecordEffect, Signal } from '@quarterdeck/core/model/effect';
import type { BookedFill } from '@quarterdeck/core/model/fill';
import type { ClosedTrade } from '@quarterdeck/core/model/position';
import type { RestoredState } from '@quarterdeck/core/model/restored';
import type { Database } from './database.ts';

export interface AuditEntry {
  readonly ts: EpochMs;
  readonly actor: string;
  readonly via: string;
  readonly action: string;
  /** Canonical JSON of the request. */
  readonly request: string;
  readonly outcome: string;
  readonly eventSeq: number;
}

export interface CommandAnswer {
  readonly entry: AuditEntry;
  readonly receipt?: Receipt;
}

export interface StoredAuditEntry extends AuditEntry {
  readonly id: number;
  readonly hash: string;
}

export interface FillsPage {
  readonly limit: number;
  /** Trade id the page before ended with. */
  readonly before?: TradeId;
}

/** Exact sum over stored fills; `cursor` goes into the next call. */
export interface FillsSum {
  readonly cursor: number;
  readonly count: number;
  readonly net: bigint;
}

/** The tables of one data folder. Fits the engine's port of the same name, which this package may not import. */
export interface DeskMemory {
  readonly deskId: string;
  /**
   * True until the first record has been written: only then may an absent lock row mean
   * "never locked" instead of "unknown, therefore locked".
   */
  readonly isNew: boolean;
  readonly database: Database;
  /** With at most so many of the newest bars of each length, by timeframe in ms; all of them where nothing is said. */
  restoredState(bars?: ReadonlyMap<number, number>): RestoredState;
  lastEventSeq(): number;
  write(
    records: readonly RecordEffect[],
    eventSeq: number,
    answers?: readonly CommandAnswer[],
  ): void;
  writeAudit(entry: AuditEntry): void;
  findReceipt(commandId: string): Receipt | undefined;
  listAudit(limit: number): readonly StoredAuditEntry[];
  verifyAuditChain(): number | undefined;
  lockHistory(limit: number): readonly LockState[];
  /** Every set of parameters a strategy has had by a person's hand, newest first. */
  listParams(strategyId: StrategyId): readonly ParamsVersion[];
  /** Stored bars, oldest first: what brains that begin anew learn from. */
  listCandles(): readonly Candle[];
  listTrades(limit: number): readonly ClosedTrade[];
  listFills(options: FillsPage): readonly BookedFill[];
  /** At most `limit` fills a call; all that are left when absent. */
  sumFillsAfter(cursor: number, limit?: number): FillsSum;
  listSignals(): readonly Signal[];
  listDenials(limit: number): readonly DenialRecord[];
  writeEquityPoint(point: EquityPoint): void;
  listEquity(fromTs: EpochMs, limit: number): readonly EquityPoint[];
  writeAlert(alert: Alert): number;
  listAlerts(limit: number): readonly AlertRow[];
  writeCandles(candles: readonly Candle[], keep: number): void;
  close(): void;
}
