import type { BacktestReport, BacktestRequest } from '@quarterdeck/core/contract/backtest.schema';
import type {
  BacktestRun,
  DataSource,
  FundingSource,
} from '@quarterdeck/core/contract/backtest-run.schema';
import type { Receipt, SetStrategyParams } from '@quarterdeck/core/contract/command.schema';
import type { MarketChart } from '@quarterdeck/core/contract/market-chart.schema';
import type { Offer, SearchDetail } from '@quarterdeck/core/contract/search-detail.schema';
import type { SearchRun } from '@quarterdeck/core/contract/search.schema';
import type {
  ParamVersion,
  Proposal,
  StrategyCard,
} from '@quarterdeck/core/contract/strategy-card.schema';
import type { Parsed, Refusal, Verdict } from '@quarterdeck/core/kernel/verdict';
import type { Actor, CommandOutcome } from './operator-port.ts';
import type { ProofsPort } from './proofs-port.ts';

/** Runs of the past, stored and made. Codes: `RUN_UNKNOWN`, `RUN_QUEUE_FULL`, `RUN_NOT_FINISHED`, `RUN_ENDED`. */
export interface BacktestsPort {
  /** Newest first. */
  list(limit: number): readonly BacktestRun[];
  /** `RUN_NOT_FINISHED` for a run without a report, whatever its state. */
  report(id: string): Promise<Parsed<BacktestReport>>;
  /** Queued at once; whether its data and parameters are right shows as the run's own error. */
  start(request: BacktestRequest, actor: Actor): Parsed<string>;
  /** Resolves once the run no longer works. `RUN_ENDED` when there was nothing left to cancel. */
  cancel(id: string): Promise<Verdict>;
  /** Forgets a run and its report. `RUN_NOT_FINISHED` while it is queued or running. */
  remove(id: string): Verdict;
  sources(): Promise<readonly DataSource[]>;
  fundingSources(): Promise<readonly FundingSource[]>;
  /**
   * Calls back with every queued or running run, then with each run that changes: state at once, progress at most five
   * times a second. Returns what ends it.
   */
  watch(onChange: (run: BacktestRun) => void): () => void;
}

export interface TrialChoice {
  readonly searchId: string;
  /** Number of the trial. */
  readonly trial: number;
}

/**
 * Parameter searches that the command line has made. Codes: `SEARCH_UNKNOWN`, `SEARCH_NOT_FINISHED`, `TRIAL_UNKNOWN`,
 * `PROPOSAL_OPEN`, `OFFER_BUSY`.
 */
export interface SearchesPort {
  /** Newest first. */
  list(limit: number): readonly SearchRun[];
  get(id: string): Parsed<SearchDetail>;
  /** Begins to hold the trial against what is in effect; a proposal comes of it only if it is better on both parts. */
  offer(choice: TrialChoice): Parsed<Offer>;
}

export interface ProposalDecision {
  readonly commandId: string;
  readonly proposalId: string;
  readonly accept: boolean;
  readonly reason: string;
}

/** `receipt` is null for a rejection: nothing changed. */
export type DecisionOutcome = { readonly ok: true; readonly receipt: Receipt | null } | Refusal;

/** Codes: `STRATEGY_UNKNOWN`, `PROPOSAL_UNKNOWN`, `PROPOSAL_DECIDED`, `PARAMS_NOT_CHANGEABLE_YET`. */
export interface StrategiesPort {
  list(): readonly StrategyCard[];
  /** Newest first; the last one is version 0, what the files say. */
  versions(strategyId: string): Parsed<readonly ParamVersion[]>;
  setParams(command: SetStrategyParams, actor: Actor): Promise<CommandOutcome>;
  /** Newest first, decided ones included. */
  proposals(): readonly Proposal[];
  /** An accepted proposal becomes a change of parameters under the same command id. */
  decide(decision: ProposalDecision, actor: Actor): Promise<DecisionOutcome>;
}

export interface ChartedSymbol {
  readonly symbol: string;
  /** Bar lengths that are stored, shortest first; empty while there are none. */
  readonly timeframesMs: readonly number[];
}

export interface ChartQuery {
  readonly symbol: string;
  readonly timeframeMs: number;
  /** Bars that begin before this time; left out: the newest. */
  readonly toTs?: number | undefined;
  readonly limit: number;
  /** Whose indicators are drawn, and whose markers alone; left out: everybody's markers, no indicators. */
  readonly strategyId?: string | undefined;
}

/** Codes: `SYMBOL_UNKNOWN`, `TIMEFRAME_UNKNOWN`, `STRATEGY_UNKNOWN`. */
export interface MarketsPort {
  symbols(): readonly ChartedSymbol[];
  chart(query: ChartQuery): Promise<Parsed<MarketChart>>;
}

/** What the API may ask about strategies, their past, their markets and the proof. The runtime implements it. */
export interface ResearchPort {
  readonly backtests: BacktestsPort;
  readonly searches: SearchesPort;
  readonly strategies: StrategiesPort;
  readonly markets: MarketsPort;
  readonly proofs: ProofsPort;
}
