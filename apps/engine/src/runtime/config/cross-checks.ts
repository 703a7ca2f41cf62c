import { money, qty } from '@quarterdeck/core/kernel/decimal';
import type { QuarterdeckConfig } from '@quarterdeck/core/contract/config.schema';
import { AGENT_STRATEGIES } from '@quarterdeck/core/desk/agent/agent-strategies';
import { asStrategyId } from '@quarterdeck/core/kernel/ids';
import type { Strategy } from '@quarterdeck/core/strategies/contract';
import type { ConfigPath, ConfigProblem } from './config-problem.ts';
import { describeAllowed } from './nearest-name.ts';
import type { YamlDocument } from './yaml-document.ts';

interface Checked {
  readonly config: QuarterdeckConfig;
  readonly document: YamlDocument;
}

function splitSymbol(symbol: string): readonly [string, string] {
  const [base = '', quote = ''] = symbol.split('/');
  return [base, quote];
}

function findRepeat(names: readonly string[]): number {
  return names.findIndex((name, index) => names.indexOf(name) < index);
}

function checkInstruments({ config, document }: Checked): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const repeat = findRepeat(config.instruments.map(({ symbol }) => symbol));
  if (repeat >= 0)
    problems.push(document.problem(['instruments', repeat, 'symbol'], 'is configured twice'));
  for (const [index, instrument] of config.instruments.entries()) {
    const minQty = qty(instrument.min_qty);
    const isMultiple = minQty % qty(instrument.lot_size) === 0n;
    if (isMultiple) continue;
    const allowed = `multiples of lot_size ${instrument.lot_size}`;
    problems.push(
      document.problem(
        ['instruments', index, 'min_qty'],
        `${instrument.min_qty} (allowed: ${allowed})`,
      ),
    );
  }
  return problems;
}

/** True when an amount in `quote` can be stated in the account currency: itself, pegged, or by one configured pair. */
function isConvertible(quote: string, config: QuarterdeckConfig): boolean {
  const worthOne = new Set([config.account.currency, ...config.account.pegged]);
  if (worthOne.has(quote)) return true;
  return config.instruments.some(({ symbol }) => {
    const [base, other] = splitSymbol(symbol);
    return (base === quote && worthOne.has(other)) || (other === quote && worthOne.has(base));
  });
}

function checkConversion({ config, document }: Checked): ConfigProblem[] {
  return config.instruments.flatMap(({ symbol }, index) => {
    const [, quote] = splitSymbol(symbol);
    if (isConvertible(quote, config)) return [];
    const { currency } = config.account;
    const what =
      `profit in ${quote} cannot be counted in ${currency} (allowed: quote currency ${currency}, ` +
      `one of account.pegged, or one converted by a configured pair such as ${quote}/${currency})`;
    return [document.problem(['instruments', index, 'symbol'], what)];
  });
}

/** Symbols of the list at `path`: each an instrument, and each once. */
function checkSymbols(
  { config, document }: Checked,
  path: ConfigPath,
  symbols: readonly string[],
): ConfigProblem[] {
  const known = config.instruments.map(({ symbol }) => symbol);
  const repeat = findRepeat(symbols);
  const repeated = repeat < 0 ? [] : [document.problem([...path, repeat], 'is listed twice')];
  const unknown = symbols.flatMap((symbol, column) => {
    if (known.includes(symbol)) return [];
    const what = `unknown symbol ${symbol}${describeAllowed(symbol, known)}`;
    return [document.problem([...path, column], what)];
  });
  return [...repeated, ...unknown];
}

function checkStrategySymbols(checked: Checked): ConfigProblem[] {
  return checked.config.strategies.flatMap(({ symbols }, row) =>
    checkSymbols(checked, ['strategies', row, 'symbols'], symbols),
  );
}

/** Its names are taken whether or not it is configured: a trade must not change its owner with the configuration. */
function checkAgent(checked: Checked): ConfigProblem[] {
  const { config, document } = checked;
  const taken = config.strategies.flatMap(({ id }, row) => {
    if (id === undefined || !AGENT_STRATEGIES.has(asStrategyId(id))) return [];
    const what = `${id} is a name of the agent (allowed: a name of its own)`;
    return [document.problem(['strategies', row, 'id'], what)];
  });
  const symbols = checkSymbols(checked, ['agent', 'symbols'], config.agent?.symbols ?? []);
  return [...taken, ...symbols];
}

function checkStrategyNames(checked: Checked, known: readonly string[]): ConfigProblem[] {
  const { config, document } = checked;
  const names = config.strategies.map((row) => row.id ?? row.strategy);
  const repeat = findRepeat(names);
  const field = config.strategies[repeat]?.id === undefined ? 'strategy' : 'id';
  const repeated =
    repeat < 0 ? [] : [document.problem(['strategies', repeat, field], 'is configured twice')];
  const unknown = config.strategies.flatMap(({ strategy: name, id }, row) => {
    if (!known.includes(name)) {
      const what = `unknown strategy ${name}${describeAllowed(name, known)}`;
      return [document.problem(['strategies', row, 'strategy'], what)];
    }
    if (id === undefined || id === name || !known.includes(id)) return [];
    const what = `${id} is the name of another strategy (allowed: a name of its own)`;
    return [document.problem(['strategies', row, 'id'], what)];
  });
  return [...repeated, ...unknown];
}

/** A shared value that no strategy reads is a misspelt one. */
function checkStrategyDefaults(
  { config, document }: Checked,
  catalogue: readonly Strategy[],
): ConfigProblem[] {
  const known = [...new Set(catalogue.flatMap(({ params }) => Object.keys(params.shape)))].sort();
  return Object.keys(config.strategy_defaults)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const what = `no strategy has this parameter${describeAllowed(name, known)}`;
      return document.problem(['strategy_defaults', name], what);
    });
}

function checkAmounts({ config, document }: Checked): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const { risk } = config;
  if (money(config.account.starting_balance) === 0n) {
    problems.push(
      document.problem(['account', 'starting_balance'], 'is zero (allowed: above zero)'),
    );
  }
  if (money(risk.max_symbol_exposure) > money(risk.max_total_exposure)) {
    const allowed = `at most risk.max_total_exposure ${risk.max_total_exposure}`;
    const what = `${risk.max_symbol_exposure} (allowed: ${allowed})`;
    problems.push(document.problem(['risk', 'max_symbol_exposure'], what));
  }
  return problems;
}

/** What no single key can be blamed for: names that must exist elsewhere, sizes that must fit, currencies that must convert. */
export function crossCheck(checked: Checked, catalogue: readonly Strategy[]): ConfigProblem[] {
  const strategyIds = catalogue.map(({ id }) => id);
  return [
    ...checkAmounts(checked),
    ...checkInstruments(checked),
    ...checkConversion(checked),
    ...checkStrategyNames(checked, strategyIds),
    ...checkStrategySymbols(checked),
    ...checkStrategyDefaults(checked, catalogue),
    ...checkAgent(checked),
  ];
}
