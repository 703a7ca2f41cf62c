import type { BacktestRequest } from '@quarterdeck/core/contract/backtest.schema';
import type { DeskOptions, StrategySetup } from '@quarterdeck/core/desk-contract';
import { describeProblem } from '../runtime/config/config-problem.ts';
import { describeAllowed } from '../runtime/config/nearest-name.ts';
import { checkSchema } from '../runtime/config/schema-problems.ts';
import { parseYaml } from '../runtime/config/yaml-document.ts';
import { BacktestError } from './backtest-error.ts';

type Asked = Pick<BacktestRequest, 'strategies' | 'params'>;

const ALL = 'all';

function findSetup(id: string, configured: readonly StrategySetup[]): StrategySetup {
  const setup = configured.find(({ strategy }) => strategy.id === id);
  if (setup !== undefined) return setup;
  const known = [...configured.map(({ strategy }) => strategy.id), ALL];
  throw new BacktestError(`there is no strategy ${id}${describeAllowed(id, known)}`);
}

/** The configuration's parameters with the request's own over them, checked by the strategy's schema. */
function withParams(setup: StrategySetup, own: Readonly<Record<string, unknown>>): StrategySetup {
  const { strategy, params } = setup;
  // Its own file is wrong: it runs no better here than live, and the report says why.
  if (setup.failure !== undefined) return { ...setup, initial: 'on' };
  const wanted = parseYaml(`parameters of ${strategy.id}`, JSON.stringify({ ...params, ...own }));
  const checked = checkSchema(wanted, strategy.params.strict());
  if ('value' in checked) return { ...setup, params: checked.value, initial: 'on' };
  const lines = checked.problems.map((problem) => describeProblem({ ...problem, line: undefined }));
  throw new BacktestError(lines.join('; '));
}

function ensureNamed({ params }: Asked, chosen: readonly StrategySetup[]): void {
  const known = chosen.map(({ strategy }) => strategy.id);
  for (const id of Object.keys(params)) {
    if (known.includes(id)) continue;
    throw new BacktestError(
      `parameters for ${id}, which does not run${describeAllowed(id, known)}`,
    );
  }
}

/** The strategies a request names, each once, switched on. BacktestError for an unknown name or parameter. */
export function chooseStrategies(
  request: Asked,
  configured: DeskOptions['strategies'],
): readonly StrategySetup[] {
  const wanted = request.strategies.includes(ALL)
    ? configured
    : [...new Set(request.strategies)].map((id) => findSetup(id, configured));
  ensureNamed(request, wanted);
  return wanted.map((setup) => withParams(setup, request.params[setup.strategy.id] ?? {}));
}
