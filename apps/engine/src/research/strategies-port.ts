import type { SetStrategyParams } from '@quarterdeck/core/contract/command.schema';
import type { ParamVersion, StrategyCard } from '@quarterdeck/core/contract/strategy-card.schema';
import type { StrategySetup } from '@quarterdeck/core/desk-contract';
import { asStrategyId } from '@quarterdeck/core/kernel/ids';
import { denied, parsed, type Parsed } from '@quarterdeck/core/kernel/verdict';
import type { DeskView, StrategyRuntimeView } from '@quarterdeck/core/model/desk-view';
import type { ResearchStore } from '@quarterdeck/db/research-store';
import type { OperatorPort } from '../api/operator-port.ts';
import type { StrategiesPort } from '../api/research-port.ts';
import type { AuditEntry, Memory } from '../ports/memory.ts';
import type { LoadedStrategy } from '../runtime/config/load-config.ts';
import { createDecider } from './decide-proposal.ts';
import type { LiveResults } from './live-results.ts';
import { listParamRows } from './param-rows.ts';

const PROPOSALS_SHOWN = 200;

export interface StrategiesPortOptions {
  readonly setups: readonly StrategySetup[];
  readonly view: () => DeskView;
  readonly files: (strategyId: string) => LoadedStrategy | undefined;
  readonly memory: Pick<Memory, 'listParams'>;
  readonly results: Pick<LiveResults, 'refresh' | 'of'>;
  /** Undefined while research cannot be stored. */
  readonly store: Pick<ResearchStore, 'runs' | 'proposals'> | undefined;
  readonly execute: OperatorPort['execute'];
  readonly audit: (entry: AuditEntry) => void;
  readonly now: () => number;
  readonly tsStarted: number;
}

function cardOf(
  { strategy, symbols }: StrategySetup,
  row: StrategyRuntimeView,
  { files, results, store }: StrategiesPortOptions,
): StrategyCard {
  const { params, paramsVersion: version, failure } = row;
  const { id, title, rule, variantOf, timeframesMs, warmupBars } = strategy;
  return {
    id,
    title,
    rule,
    variantOf: variantOf ?? null,
    symbols: [...symbols],
    timeframesMs: [...timeframesMs],
    warmupBars,
    state: failure === undefined ? 'running' : 'failed',
    error: failure ?? null,
    params: listParamRows(strategy, { params, version, files: files(id) }),
    paramsVersion: version?.version ?? 0,
    live: results.of(id),
    backtest: store?.runs.newestOf(id) ?? null,
    openProposals: store?.proposals.countOpen(id) ?? 0,
  };
}

function listCards(options: StrategiesPortOptions): readonly StrategyCard[] {
  options.results.refresh();
  const rows = new Map(
    options
      .view()
      .strategies()
      .map((row) => [String(row.strategyId), row]),
  );
  return options.setups.flatMap((setup) => {
    const row = rows.get(setup.strategy.id);
    return row === undefined ? [] : [cardOf(setup, row, options)];
  });
}

function listVersions(
  strategyId: string,
  { setups, memory, tsStarted }: StrategiesPortOptions,
): Parsed<readonly ParamVersion[]> {
  const setup = setups.find(({ strategy }) => strategy.id === strategyId);
  if (setup === undefined) {
    const known = setups.map(({ strategy }) => strategy.id).join(', ');
    return denied('STRATEGY_UNKNOWN', { strategyId, known });
  }
  const first = {
    version: 0,
    params: setup.params,
    by: 'files',
    reason: 'what the files said at the start',
    ts: tsStarted,
    eventSeq: 0,
  };
  const changed = memory.listParams(asStrategyId(strategyId));
  const versions = changed.map(({ strategyId: _id, source: _source, ...version }) => version);
  return parsed([...versions, first]);
}

/** Cards of all strategies, and the changes of their parameters that a person makes or accepts. */
export function createStrategiesPort(options: StrategiesPortOptions): StrategiesPort {
  const { execute, store } = options;
  // Files and schemas are read now, while nobody waits, not when the first page is opened.
  for (const { strategy, params } of options.setups) {
    listParamRows(strategy, { params, version: undefined, files: options.files(strategy.id) });
  }
  return {
    list: () => listCards(options),
    versions: (strategyId) => listVersions(strategyId, options),
    setParams: (command: SetStrategyParams, actor) =>
      execute({ type: 'SetStrategyParams', ...command }, actor),
    proposals: () => store?.proposals.list(PROPOSALS_SHOWN) ?? [],
    decide: createDecider({ ...options, proposals: store?.proposals }),
  };
}
