import type { EpochMs } from '../kernel/clock.ts';
import type { Money, Rate } from '../kernel/decimal.ts';
import type { StrategyId, SymbolId } from '../kernel/ids.ts';
import type { LockState, ParamsVersion, StrategyControl } from './control.ts';
import type { DenialRecord, Signal } from './effect.ts';
import type { Instrument } from './instrument.ts';
import type { Order } from './order.ts';
import type { Position } from './position.ts';
import type { LedgerTotals, RiskMemory } from './restored.ts';
import type { Quote } from './tick.ts';

export type DeskPhase = 'starting' | 'reconciling' | 'running' | 'impaired';

/** Account currency. The lists sum to `total` to the last digit. */
export interface PnlView {
  readonly equity: Money;
  readonly total: Money;
  readonly realisedNet: Money;
  readonly fees: Money;
  readonly open: Money;
  readonly day: Money;
  readonly drawdownPct: number;
  readonly bySymbol: readonly { readonly symbol: SymbolId; readonly net: Money }[];
  readonly byStrategy: readonly { readonly strategyId: StrategyId; readonly net: Money }[];
}

export interface ExposureView {
  readonly total: Money;
  readonly bySymbol: readonly { readonly symbol: SymbolId; readonly exposure: Money }[];
}

export type FlattenPhase = 'idle' | 'cancelling' | 'closing' | 'verifying' | 'flat' | 'stuck';

export interface FlattenView {
  readonly phase: FlattenPhase;
  readonly by: string;
  readonly tsStarted: EpochMs;
  readonly attempts: number;
  readonly left: readonly string[];
}

export interface ReconcileView {
  readonly ok: boolean;
  readonly tsChecked: EpochMs | undefined;
  readonly differences: readonly string[];
}

export interface FeedView {
  readonly instrument: Instrument;
  readonly quote: Quote | undefined;
  /** When the desk last handled a tick of this symbol. */
  readonly tsLast: EpochMs | undefined;
  readonly ticks: number;
  readonly state: 'live' | 'stale' | 'closed' | 'waiting';
}

export interface StrategyRuntimeView {
  readonly strategyId: StrategyId;
  readonly symbols: readonly SymbolId[];
  readonly control: StrategyControl;
  /** In effect now. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Undefined while the files rule. */
  readonly paramsVersion: ParamsVersion | undefined;
  /** Set when a brain threw: the strategy is out until the next start. */
  readonly failure: string | undefined;
  readonly lastSignal: Signal | undefined;
  readonly lastDenial: DenialRecord | undefined;
}

/** What the desk lets others read. Values are computed when asked, from state that no caller can change. */
export interface DeskView {
  readonly phase: DeskPhase;
  readonly phaseDetail: string;
  readonly lock: LockState;
  readonly flatten: FlattenView;
  readonly reconcile: ReconcileView;
  readonly riskMemory: RiskMemory;
  readonly totals: LedgerTotals;
  /** Number and time of the newest event handled. */
  readonly lastSeq: number;
  readonly lastTs: EpochMs;
  strategies(): readonly StrategyRuntimeView[];
  positions(): readonly Position[];
  /** Orders not in a final state. */
  workingOrders(): readonly Order[];
  feeds(now: EpochMs): readonly FeedView[];
  pnl(): PnlView;
  exposure(): ExposureView;
  /** Open profit of one position at the side it would close on, account currency. */
  openPnlOf(position: Position): Money;
  rateOf(symbol: SymbolId): Rate | undefined;
}
