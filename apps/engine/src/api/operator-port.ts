import type { Refusal } from '@quarterdeck/core/kernel/verdict';
import type {
  CancelOrder,
  ClosePosition,
  FlattenCommand,
  LockCommand,
  MoveStop,
  Receipt,
  ReloadParams,
  ResetBreaker,
  SetStrategyControl,
  SetStrategyParams,
  UnlockCommand,
} from '@quarterdeck/core/contract/command.schema';
import type {
  ConsoleState,
  EquityPoint,
  PositionRow,
  TailRow,
} from '@quarterdeck/core/contract/console-state.schema';

/** Who acts: a console user, a script's token or the local socket. Stands in the audit log. */
export interface Actor {
  readonly name: string;
  readonly via: 'console' | 'rest' | 'socket';
}

export type OperatorCommand =
  | ({ readonly type: 'SetStrategyControl' } & SetStrategyControl)
  | ({
      readonly type: 'SetStrategyParams';
      readonly source?: 'console' | 'proposal';
    } & SetStrategyParams)
  | ({ readonly type: 'ReloadParams' } & ReloadParams)
  | ({ readonly type: 'Lock' } & LockCommand)
  | ({ readonly type: 'Unlock' } & UnlockCommand)
  | ({ readonly type: 'ClosePosition' } & ClosePosition)
  | ({ readonly type: 'MoveStop' } & MoveStop)
  | ({ readonly type: 'CancelOrder' } & CancelOrder)
  | ({ readonly type: 'Flatten' } & FlattenCommand)
  | ({ readonly type: 'ResetBreaker' } & ResetBreaker);

export type CommandOutcome = { readonly ok: true; readonly receipt: Receipt } | Refusal;

export interface FillRow {
  readonly tradeId: string;
  readonly clientOrderId: string;
  readonly strategyId: string;
  readonly symbol: string;
  readonly side: 'buy' | 'sell';
  readonly price: string;
  readonly qty: string;
  readonly fee: string;
  readonly net: string;
  readonly tsEvent: number;
}

export interface LockHistoryRow {
  readonly level: string;
  readonly reason: string;
  readonly by: string;
  readonly ts: number;
  readonly eventSeq: number;
}

export interface HealthView {
  readonly status: 'ok' | 'impaired' | 'starting';
  readonly engine: string;
  readonly tsHeartbeat: number;
}

/** All the API may ask of the engine. The runtime implements it; routers know nothing else. */
export interface OperatorPort {
  /** Changes with every engine start. */
  readonly epoch: string;
  /** The desk's time: the wall's, or the tape's while one is replayed. What ages on screen are counted against. */
  now(): number;
  /** The whole console state as of now. */
  consoleState(): ConsoleState;
  /**
   * Audits, makes it an event, resolves once the event is handled and durable.
   * Codes of unknown targets: `STRATEGY_UNKNOWN`, `POSITION_UNKNOWN`, `ORDER_UNKNOWN` (numbers name the known ones).
   */
  execute(command: OperatorCommand, actor: Actor): Promise<CommandOutcome>;
  /** Points between two times, thinned to at most `limit`, oldest first. */
  equitySeries(fromTs: number, limit: number): readonly EquityPoint[];
  lockHistory(limit: number): readonly LockHistoryRow[];
  /** Stored fills, newest first; `before` is the trade id the page before ended with. */
  fills(options: { readonly limit: number; readonly before?: string }): readonly FillRow[];
  auditTail(limit: number): readonly TailRow[];
  openPositions(includeUnknown: boolean): readonly PositionRow[];
  health(): HealthView;
  /** Prometheus text. */
  metrics(): Promise<string>;
}
