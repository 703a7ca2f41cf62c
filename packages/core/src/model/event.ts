import type { EpochMs } from '../kernel/clock.ts';
import type { Price, Qty, Rate } from '../kernel/decimal.ts';
import type { ClientOrderId, PositionId, StrategyId, SymbolId } from '../kernel/ids.ts';
import type { RefusalNumbers } from '../kernel/verdict.ts';
import type { AgentEventBody } from './agent/agent-event.ts';
import type { Candle } from './candle.ts';
import type { LockLevel, ParamsVersion } from './control.ts';
import type { RestoredState } from './restored.ts';
import type { Quote, Trade } from './tick.ts';
import type { VenueOrder, VenueReport, VenueSnapshot } from './venue-report.ts';

/** Number and time of an event; `seq` never repeats in a data folder, restarts included. */
export interface EventHead {
  readonly seq: number;
  /** When the desk handles it, from the clock port. Never before the event in front of it. */
  readonly ts: EpochMs;
}

export type MarketEvent =
  | ({ readonly type: 'QuoteReceived'; readonly quote: Quote } & EventHead)
  | ({ readonly type: 'TradeReceived'; readonly trade: Trade } & EventHead)
  /** A finished bar from a candle tape; the quotes that stand for it come as `QuoteReceived`. */
  | ({ readonly type: 'CandleReceived'; readonly candle: Candle } & EventHead)
  /** Fired every second, so that what depends on time alone happens without a tick. */
  | ({ readonly type: 'ClockAdvanced' } & EventHead);

export type OrderEvent =
  | ({ readonly type: 'VenueReported'; readonly report: VenueReport } & EventHead)
  /** The guard, asked again at the moment of sending, held the order back: it never left. */
  | ({
      readonly type: 'OrderWithheld';
      readonly clientOrderId: ClientOrderId;
      readonly code: string;
      readonly numbers: RefusalNumbers;
    } & EventHead)
  /** The wire broke after the order may have left. */
  | ({ readonly type: 'OrderOutcomeUnknown'; readonly clientOrderId: ClientOrderId } & EventHead)
  /** Answer to a query by client id; `order` absent means the venue does not know it. */
  | ({
      readonly type: 'OrderQueried';
      readonly clientOrderId: ClientOrderId;
      readonly order?: VenueOrder;
    } & EventHead)
  | ({ readonly type: 'VenueSnapshotTaken'; readonly snapshot: VenueSnapshot } & EventHead);

/** What a person asked for; `by` and the command id are in the audit log beside it. */
export type OperatorEvent =
  | ({
      readonly type: 'StrategySwitched';
      readonly strategyId: StrategyId;
      readonly entry_enabled: boolean;
      readonly exit_enabled: boolean;
      readonly memo: string;
      readonly by: string;
    } & EventHead)
  /** Other parameters, checked already; brains begin anew and learn from `history` (oldest first). */
  | ({
      readonly type: 'StrategyReconfigured';
      readonly strategyId: StrategyId;
      readonly params: Readonly<Record<string, unknown>>;
      readonly source: ParamsVersion['source'];
      readonly reason: string;
      readonly by: string;
      readonly history: readonly Candle[];
    } & EventHead)
  | ({
      readonly type: 'TradingLocked';
      readonly level: Exclude<LockLevel, 'none'>;
      readonly reason: string;
      readonly by: string;
    } & EventHead)
  | ({ readonly type: 'TradingUnlocked'; readonly reason: string; readonly by: string } & EventHead)
  | ({
      readonly type: 'PositionCloseRequested';
      readonly positionId: PositionId;
      /** Absent: all of it. */
      readonly qty?: Qty;
      readonly by: string;
    } & EventHead)
  | ({
      readonly type: 'StopMoved';
      readonly positionId: PositionId;
      readonly stopPrice: Price;
      readonly by: string;
    } & EventHead)
  | ({
      readonly type: 'OrderCancelRequested';
      readonly clientOrderId: ClientOrderId;
      readonly by: string;
    } & EventHead)
  | ({ readonly type: 'FlattenRequested'; readonly by: string } & EventHead);

export type LifecycleEvent =
  | ({ readonly type: 'DeskStarted'; readonly restored: RestoredState } & EventHead)
  /** Something outside the desk failed and entries must not go on, for example the disk is full. */
  | ({
      readonly type: 'EngineImpaired';
      readonly code: string;
      readonly detail: string;
    } & EventHead)
  | ({ readonly type: 'EngineRecovered'; readonly code: string } & EventHead);

/** What the account pays or is paid without a fill. */
export type AccountEvent = {
  readonly type: 'FundingPaid';
  readonly symbol: SymbolId;
  /** Share of a position's value; positive: longs pay shorts. */
  readonly rate: Rate;
} & EventHead;

export type AgentEvent = AgentEventBody & EventHead;

export type DeskEvent =
  MarketEvent | OrderEvent | OperatorEvent | LifecycleEvent | AccountEvent | AgentEvent;
export type DeskEventType = DeskEvent['type'];
/** An event before the engine has numbered it. */
export type Unnumbered<TEvent> = TEvent extends EventHead ? Omit<TEvent, 'seq' | 'ts'> : never;
export type DeskEventBody = Unnumbered<DeskEvent>;
