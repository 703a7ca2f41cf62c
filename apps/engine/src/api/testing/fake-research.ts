import type { BacktestReport, BacktestRequest } from '@quarterdeck/core/contract/backtest.schema';
import type { BacktestRun } from '@quarterdeck/core/contract/backtest-run.schema';
import type { SetStrategyParams } from '@quarterdeck/core/contract/command.schema';
import type { ProofReport } from '@quarterdeck/core/contract/proof/proof-report.schema';
import { denied, parsed, PASSED, type Parsed } from '@quarterdeck/core/kernel/verdict';
import type { Actor, CommandOutcome } from '../operator-port.ts';
import type { ListedProof, ProofsPort } from '../proofs-port.ts';
import type {
  BacktestsPort,
  DecisionOutcome,
  MarketsPort,
  ProposalDecision,
  ResearchPort,
  SearchesPort,
  StrategiesPort,
} from '../research-port.ts';

/** Research of a few switches: what was asked is in `asked`, the runs it knows are in `runs`. */
export class FakeResearch implements ResearchPort {
  readonly asked: unknown[] = [];
  readonly runs = new Map<string, BacktestRun>();
  readonly reports = new Map<string, BacktestReport>();
  readonly #watchers = new Set<(run: BacktestRun) => void>();
  readonly provenRuns: ListedProof[] = [];
  readonly proofReports = new Map<string, Parsed<ProofReport>>();

  get watcherCount(): number {
    return this.#watchers.size;
  }

  /** A run appears or changes. */
  show(run: BacktestRun): void {
    this.runs.set(run.id, run);
    for (const watcher of this.#watchers) watcher(run);
  }

  readonly backtests: BacktestsPort = {
    list: (limit) => [...this.runs.values()].slice(0, limit),
    report: (id) => {
      const report = this.reports.get(id);
      return Promise.resolve(report === undefined ? denied('RUN_UNKNOWN', { id }) : parsed(report));
    },
    start: (request, actor) => this.#start(request, actor),
    cancel: (id) => Promise.resolve(this.#known(id)),
    remove: (id) => this.#known(id),
    sources: () => Promise.resolve([]),
    fundingSources: () => Promise.resolve([]),
    watch: (onChange) => {
      this.#watchers.add(onChange);
      for (const run of this.runs.values()) {
        if (run.state === 'queued' || run.state === 'running') onChange(run);
      }
      return () => this.#watchers.delete(onChange);
    },
  };

  readonly searches: SearchesPort = {
    list: () => [],
    get: (searchId) => denied('SEARCH_UNKNOWN', { searchId }),
    offer: (choice) => {
      this.asked.push(choice);
      return parsed({ ...choice, state: 'working', proposalId: null, text: null });
    },
  };

  readonly strategies: StrategiesPort = {
    list: () => [],
    versions: (strategyId) => denied('STRATEGY_UNKNOWN', { strategyId, known: 'none' }),
    setParams: (command, actor) => this.#setParams(command, actor),
    proposals: () => [],
    decide: (decision, actor) => this.#decide(decision, actor),
  };

  readonly markets: MarketsPort = {
    symbols: () => [],
    chart: ({ symbol }) => Promise.resolve(denied('SYMBOL_UNKNOWN', { symbol, known: 'none' })),
  };

  readonly proofs: ProofsPort = {
    list: () => Promise.resolve(this.provenRuns),
    report: (runId) =>
      Promise.resolve(this.proofReports.get(runId) ?? denied('PROOF_UNKNOWN', { runId })),
    start: (request, actor) => {
      this.asked.push({ request, actor });
      return Promise.resolve(parsed('proof-1'));
    },
    stop: (runId, actor) => {
      this.asked.push({ runId, actor });
      return Promise.resolve(PASSED);
    },
    watch: (onChange) => {
      for (const run of this.provenRuns) onChange(run);
      return () => undefined;
    },
  };

  #known(id: string) {
    return this.runs.has(id) ? PASSED : denied('RUN_UNKNOWN', { id });
  }

  #start(request: BacktestRequest, actor: Actor) {
    this.asked.push({ request, actor });
    return parsed('run-1');
  }

  #setParams(command: SetStrategyParams, actor: Actor): Promise<CommandOutcome> {
    this.asked.push({ command, actor });
    const { commandId } = command;
    const receipt = { commandId, eventSeq: 7, enforcedMs: 0.4, tsEnforced: 2_000 };
    return Promise.resolve({ ok: true, receipt });
  }

  #decide(decision: ProposalDecision, actor: Actor): Promise<DecisionOutcome> {
    this.asked.push({ decision, actor });
    return Promise.resolve({ ok: true, receipt: null });
  }
}
