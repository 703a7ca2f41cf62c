import type { ReloadParams, SetStrategyParams } from '@quarterdeck/core/contract/command.schema';
import { AGENT_STRATEGIES } from '@quarterdeck/core/desk/agent/agent-strategies';
import { denied, parsed, type Parsed, type Refusal } from '@quarterdeck/core/kernel/verdict';
import type { Candle } from '@quarterdeck/core/model/candle';
import type { ParamsVersion } from '@quarterdeck/core/model/control';
import type { DeskView, StrategyRuntimeView } from '@quarterdeck/core/model/desk-view';
import type { DeskEventBody } from '@quarterdeck/core/model/event';
import type { Strategy } from '@quarterdeck/core/strategies/contract';
import { checkParams } from './check-params.ts';

/** What is known of the strategies outside the desk. */
export interface StrategyFiles {
  findStrategy(strategyId: string): Strategy | undefined;
  /** Complete parameters as the files say them now, or why they cannot be used. */
  readParams(strategyId: string): Parsed<Readonly<Record<string, unknown>>>;
  /** Stored bars, oldest first. */
  listCandles(): readonly Candle[];
}

interface Asking {
  readonly by: string;
  readonly strategies: StrategyFiles;
}

/** Bars of the strategy's own symbols and lengths; it has no use for others. */
function historyOf(row: StrategyRuntimeView, { strategies }: Asking): readonly Candle[] {
  const lengths = strategies.findStrategy(row.strategyId)?.timeframesMs ?? [];
  if (lengths.length === 0) return [];
  return strategies
    .listCandles()
    .filter((bar) => row.symbols.includes(bar.symbol) && lengths.includes(bar.timeframeMs));
}

interface Change extends Pick<ParamsVersion, 'params' | 'source' | 'reason'> {
  readonly row: StrategyRuntimeView;
}

function reconfigured({ row, params, source, reason }: Change, asking: Asking): DeskEventBody {
  return {
    type: 'StrategyReconfigured',
    strategyId: row.strategyId,
    params,
    source,
    reason,
    by: asking.by,
    history: historyOf(row, asking),
  };
}

function findRow(view: DeskView, strategyId: string): Parsed<StrategyRuntimeView> {
  const rows = view.strategies();
  const row = rows.find((each) => each.strategyId === strategyId);
  if (row !== undefined) return parsed(row);
  const known = rows.map((each) => each.strategyId).join(', ');
  return denied('STRATEGY_UNKNOWN', { strategyId, known });
}

/** What the agent goes by stands in the configuration alone, and holds from one start to the next. */
const isOfAgent = (row: StrategyRuntimeView): boolean => AGENT_STRATEGIES.has(row.strategyId);

const noParams = (strategyId: string): Refusal =>
  denied('STRATEGY_HAS_NO_PARAMS', { strategyId, setIn: 'agent of the configuration' });

/** The values named over those in effect; the result must be what the strategy's own schema accepts. */
export function changeParams(
  command: SetStrategyParams & { readonly source?: 'console' | 'proposal' },
  view: DeskView,
  asking: Asking,
): Parsed<DeskEventBody> {
  const row = findRow(view, command.strategyId);
  if (!row.ok) return row;
  if (isOfAgent(row.value)) return noParams(command.strategyId);
  const strategy = asking.strategies.findStrategy(command.strategyId);
  if (strategy === undefined) {
    return denied('STRATEGY_UNKNOWN', { strategyId: command.strategyId, known: '' });
  }
  const params = checkParams(strategy, { ...row.value.params, ...command.params });
  if (!params.ok) return params;
  const { source = 'console', reason } = command;
  return parsed(reconfigured({ row: row.value, params: params.value, source, reason }, asking));
}

const isSame = (left: unknown, right: unknown): boolean =>
  JSON.stringify(left) === JSON.stringify(right);

/** True while the desk trades by these very values and no person's change stands in between. */
function isInEffect(row: StrategyRuntimeView, params: Readonly<Record<string, unknown>>): boolean {
  const { paramsVersion, failure } = row;
  const isByFiles = paramsVersion === undefined || paramsVersion.source === 'files';
  return isByFiles && failure === undefined && isSame(row.params, params);
}

/** One event a strategy whose files say something else than what is in effect; all files must be right, or none counts. */
export function reloadParams(
  command: ReloadParams,
  view: DeskView,
  asking: Asking,
): Parsed<readonly DeskEventBody[]> {
  const { strategyId, reason } = command;
  const one = strategyId === undefined ? undefined : findRow(view, strategyId);
  if (one?.ok === false) return one;
  if (one !== undefined && isOfAgent(one.value)) return noParams(one.value.strategyId);
  const rows = one === undefined ? view.strategies().filter((row) => !isOfAgent(row)) : [one.value];
  const events: DeskEventBody[] = [];
  for (const row of rows) {
    const params = asking.strategies.readParams(row.strategyId);
    if (!params.ok) return params;
    if (isInEffect(row, params.value)) continue;
    const change = { row, params: params.value, source: 'files', reason } as const;
    events.push(reconfigured(change, asking));
  }
  if (events.length > 0) return parsed(events);
  return denied('PARAMS_UNCHANGED', { strategies: rows.length });
}
