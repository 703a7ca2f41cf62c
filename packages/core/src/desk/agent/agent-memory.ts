import type { AgentSetup } from '../../desk-contract.ts';
import type { DecisionRecord } from '../../contract/agent/decision-record.schema.ts';
import type { ReadInput, RulesReplayInput } from '../../decision/agent/agent-inputs.ts';
import type { Snapshot } from '../../decision/agent/build-snapshot.ts';
import type { PastDecision } from '../../decision/agent/snapshot-input.ts';
import type { Breaker } from '../../decision/breaker/breaker.ts';
import type { Budget } from '../../decision/cost/budget.ts';
import type { BudgetMode } from '../../decision/cost/budget-step.ts';
import type { Gate } from '../../decision/gate/gate.ts';
import type { GateCounter } from '../../decision/journal/gate-counter.ts';
import type { RegimeKey } from '../../decision/learner/bandit/attributed-outcome.ts';
import type { SignalLearner } from '../../decision/learner/bandit/create-signal-learner.ts';
import type { WeightDraw } from '../../decision/learner/bandit/draw-weights.ts';
import type { CalibrationCase } from '../../decision/learner/calibration/calibration-case.ts';
import type { CaseBook } from '../../decision/learner/calibration/case-book.ts';
import type { Calibration } from '../../decision/learner/calibration/fit-calibration.ts';
import type { EpochMs } from '../../kernel/clock.ts';
import type { SymbolId } from '../../kernel/ids.ts';
import type { DerivativesBoard } from '../../market/derivatives/derivatives-board.ts';
import type { BarFigures } from '../../market/figures/bar-figures.ts';
import type { SignalName } from '../../model/agent/decision.ts';
import type { Lesson, MemoryRecord } from '../../model/agent/memory.ts';
import type { ModelRequest } from '../../model/agent/model-call.ts';
import type { RegimeFacts } from '../../model/agent/regime-facts.ts';
import type { StoredParts } from './stored-parts.ts';

/** One look at a symbol that the gate let through: all that is needed to judge an answer to it, as JSON. */
export interface Evaluation {
  readonly decisionId: string;
  readonly symbol: SymbolId;
  readonly gate: DecisionRecord['gate'];
  readonly conditionIds: readonly string[];
  /** Fresh questions already put for this decision. */
  readonly reasked: number;
  readonly snapshot: Pick<Snapshot, 'ts' | 'mid' | 'atr' | 'text'>;
  readonly tsData: EpochMs;
  readonly read: ReadInput;
  readonly rules: RulesReplayInput;
  readonly draw: Pick<WeightDraw, 'seed' | 'samples' | 'weights'> & { readonly regime: RegimeKey };
  readonly positionVersion: number;
}

/** Whole in the stored state, so that a restart can close it. */
export interface OpenQuestion {
  readonly questionId: string;
  readonly tsAsked: EpochMs;
  readonly evaluation: Evaluation;
  readonly request: ModelRequest;
  isCalledOff: boolean;
}

/** An entry that was sent: what its trade will be attributed to. */
export interface Holding {
  readonly positionId: string;
  readonly decisionId: string;
  readonly actor: 'model' | 'fallback';
  readonly symbol: string;
  readonly direction: 'long' | 'short';
  readonly regime: RegimeKey;
  readonly signalConfidence: Readonly<Record<SignalName, number>>;
  readonly tsDecided: EpochMs;
  /** Calibrated. */
  readonly probability: number;
  /** What the decision cost, US dollars as a float: for learning, not for the ledger. */
  readonly tokenCost: number;
}

/** The agent's eyes and notes on one symbol. */
export interface AgentSeat {
  readonly symbol: SymbolId;
  /** Of the ids of its figures. */
  readonly prefix: string;
  readonly gate: Gate;
  /** By timeframe, shortest first. */
  readonly frames: ReadonlyMap<number, BarFigures>;
  question: OpenQuestion | undefined;
  /** Newest first. */
  past: readonly (PastDecision & { readonly decisionId: string })[];
  /** Counts up with every change of the agent's position in the symbol. */
  positionVersion: number;
  /** Evaluations already counted as skips. */
  counted: number;
  /** When the newest quote came, by the desk's own time; zero: none yet. */
  tsQuote: EpochMs;
  /** Counts up with every change that the next store must not leave out. */
  changes: number;
}

/** A curve and the cases it was fitted on. */
export interface FittedCurve {
  readonly cases: readonly CalibrationCase[];
  readonly calibration: Calibration;
}

/** Everything the agent knows; a part of the desk's state, changed by the handlers of this folder alone. */
export interface AgentMemory {
  readonly setup: AgentSetup;
  /** The same bytes as long as the universe stays: they are in front of the cache. */
  readonly schema: object;
  readonly schemaHash: string;
  /** Of instructions and schema, at the most. */
  readonly staticTokens: number;
  readonly seats: ReadonlyMap<SymbolId, AgentSeat>;
  readonly breaker: Breaker;
  readonly budget: Budget;
  readonly learner: SignalLearner;
  readonly cases: CaseBook;
  /** Newest of each version of a forecaster; good until another of its cases is resolved. */
  readonly curves: Map<string, FittedCurve>;
  readonly board: DerivativesBoard;
  readonly skips: GateCounter;
  regimes: RegimeFacts;
  memory: readonly MemoryRecord[];
  lessons: readonly Lesson[];
  /** By position: which decision opened it. */
  readonly holdings: Map<string, Holding>;
  /** Entries sent so far, by version of the forecaster. */
  readonly entries: Map<string, number>;
  /** Step of the budget as it was last told. */
  budgetMode: BudgetMode;
  /** What the tables hold of all this. */
  readonly stored: StoredParts;
  /** When it was last stored with every seat, and when skips were last counted. */
  tsStored: EpochMs;
  tsCounted: EpochMs;
}
