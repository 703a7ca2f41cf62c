import type { EpochMs } from '../../kernel/clock.ts';
import type { SymbolId } from '../../kernel/ids.ts';
import type { AgentAction, AgentOutcome, SignalName } from '../../model/agent/decision.ts';
import type { BarFigureName, DerivativeFigureName } from '../../model/agent/figure.ts';
import type { Lesson, MemoryRecord } from '../../model/agent/memory.ts';

export interface SnapshotBar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

export interface SnapshotTimeframe {
  /** As in ids: `5m`, `1h`, `1d`. */
  readonly timeframe: string;
  readonly timeframeMs: number;
  /** Finished bars, newest first. */
  readonly bars: readonly SnapshotBar[];
  /** Close of the newest bar; source time of all that is computed from these bars. */
  readonly tsClose: EpochMs;
  readonly indicators: Readonly<Partial<Record<BarFigureName, number>>>;
}

export interface TimedValue {
  readonly value: number;
  readonly tsSource: EpochMs;
}

export interface SnapshotRegime {
  /** For example `crypto` or `macro`. */
  readonly name: string;
  readonly state: string;
  readonly probability: number;
  readonly tsSource: EpochMs;
}

export interface SnapshotPosition {
  readonly symbol: SymbolId;
  readonly side: 'long' | 'short';
  /** Positive base units. */
  readonly units: number;
  readonly entryPrice: number;
  readonly stopPrice: number;
  readonly targetPrice: number | null;
  /** At the side it would close on, basis points of the entry price. */
  readonly gainBps: number;
  readonly tsOpened: EpochMs;
}

export interface PastDecision {
  readonly tsAsOf: EpochMs;
  readonly action: AgentAction | null;
  readonly outcome: AgentOutcome;
  /** What became of its trade, net of costs; null while open or without a trade. */
  readonly netBps: number | null;
}

/** Everything a question is made of. Floats: nothing of it goes back to the ledger. */
export interface SnapshotInput {
  readonly symbol: SymbolId;
  /** Universe of the account; decides the prefix of ids. */
  readonly symbols: readonly SymbolId[];
  /** Time of the snapshot, which all ages are counted to. */
  readonly ts: EpochMs;
  readonly quote: { readonly bid: number; readonly ask: number; readonly ts: EpochMs };
  /** The unit of the event, of stops and of targets. */
  readonly atr: TimedValue & { readonly timeframeMs: number };
  readonly timeframes: readonly SnapshotTimeframe[];
  readonly derivatives: Readonly<Partial<Record<DerivativeFigureName, TimedValue>>>;
  readonly regimes: readonly SnapshotRegime[];
  readonly weights: Readonly<Record<SignalName, number>>;
  readonly positions: readonly SnapshotPosition[];
  readonly fees: { readonly makerBps: number; readonly takerBps: number };
  readonly limits: Readonly<Record<string, number | boolean>>;
  /** The safety layer's own figures, so that no answer has to guess them. */
  readonly safety: {
    readonly maxStopBps: number;
    readonly trailAfterBps: number;
    readonly trailDistanceBps: number;
  };
  readonly mayShort: boolean;
  /** Operator's words on what this account is for; from the configuration, never from a market or a model. */
  readonly mandate: string;
  readonly memory: readonly MemoryRecord[];
  readonly lessons: readonly Lesson[];
  /** Newest first. */
  readonly decisions: readonly PastDecision[];
}
