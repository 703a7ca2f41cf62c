import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';
import { defineStrategy, type Strategy } from '@quarterdeck/core/strategies/contract';
import { describeProblem } from './config-problem.ts';
import { loadConfig } from './load-config.ts';

const PROJECT = resolve(import.meta.dirname, '../../../../..');
const shipped = readFileSync(join(PROJECT, 'config/quarterdeck.yaml'), 'utf8');

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'quarterdeck.yaml');

/** Not strict on purpose: unknown keys must be refused all the same. */
const params = z.object({
  period: z.int().min(2).max(50).default(14),
  mode: z.enum(['fast', 'slow']).default('fast'),
});
const strategyNamed = (id: string): Strategy =>
  defineStrategy({
    id,
    title: id,
    rule: 'never trades',
    params,
    timeframesMs: [],
    warmupBars: 0,
    createEntry: () => ({}),
    createExit: () => ({}),
  });
/** Every name that the shipped config trades, with the same two parameters each. */
const catalogue = strategyCatalogue.map(({ id }) => strategyNamed(id));

let folders = 0;
function strategyFolderWith(files: Readonly<Record<string, string>>): string {
  folders += 1;
  const path = join(folder, `strategies-${folders}`);
  mkdirSync(path);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}

function load(text: string, files: Readonly<Record<string, string>> = {}) {
  writeFileSync(file, text);
  return loadConfig(file, { strategyFolder: strategyFolderWith(files), catalogue });
}

function problemsOf(text: string, files: Readonly<Record<string, string>> = {}): string[] {
  const result = load(text, files);
  if (result.ok) throw new Error('the config was taken');
  return result.problems.map((problem) => describeProblem(problem).replaceAll(`${folder}/`, ''));
}

/** The shipped file with one place changed, and the line of that place. */
function changed(from: string, to: string): { readonly text: string; readonly line: number } {
  const at = shipped.indexOf(from);
  if (at < 0) throw new Error(`not in the shipped config: ${from}`);
  return { text: shipped.replace(from, to), line: shipped.slice(0, at).split('\n').length };
}

describe('loadConfig', () => {
  it('takes the shipped config with the shipped strategies', () => {
    const result = loadConfig(join(PROJECT, 'config/quarterdeck.yaml'), {
      strategyFolder: join(PROJECT, 'config/strategies'),
      catalogue: strategyCatalogue,
    });
    expect(result).toMatchObject({ ok: true, value: { config: { venue: 'simulated' } } });
  });

  it.each([
    [
      "tick_size: '0.01'",
      "tick_sise: '0.01'",
      'instruments[0].tick_sise: unknown key (allowed: symbol, tick_size, lot_size, min_qty, min_notional, calendar; did you mean tick_size?)',
    ],
    [
      'venue: simulated',
      'venue: simulatd',
      'venue: text "simulatd" is not known (allowed: simulated; did you mean simulated?)',
    ],
    [
      'calendar: always',
      'calendar: weekdays',
      'instruments[0].calendar: text "weekdays" is not known (allowed: always, fx-week)',
    ],
    [
      "initial: 'on'",
      'initial: true',
      'strategies[0].initial: true is not known (allowed: on, manage-only, off)',
    ],
    [
      "tick_size: '0.01'",
      'tick_size: 0.01',
      "instruments[0].tick_size: must be text, is number 0.01; write '0.01' in quotes",
    ],
    [
      "tick_size: '0.01'",
      "tick_size: '0'",
      'instruments[0].tick_size: text "0": must be a decimal above zero with at most 8 decimals',
    ],
    [
      "tick_size: '0.01'",
      "tick_size: '1e-2'",
      'instruments[0].tick_size: text "1e-2": must be a decimal above zero with at most 8 decimals',
    ],
    [
      'max_open_orders: 40',
      'max_open_orders: 4000',
      'risk.max_open_orders: number 4000 is too big (allowed: <= 1000)',
    ],
    [
      'max_open_orders: 40',
      'max_open_orders: 0',
      'risk.max_open_orders: number 0 is too small (allowed: >= 1)',
    ],
    [
      'max_open_orders: 40',
      'max_open_orders: many',
      'risk.max_open_orders: must be a number, is text "many"',
    ],
    [
      "max_order_notional: '10000'",
      "max_order_notional: '0'",
      'risk.max_order_notional: text "0": must be a decimal above zero with at most 16 decimals',
    ],
    [
      'max_drawdown_pct: 5',
      'max_drawdown_pct: 0',
      'risk.max_drawdown_pct: number 0 is too small (allowed: > 0)',
    ],
    ['seed: 20261121', 'seed: .nan', 'simulation.seed: must be a number, is number NaN'],
    [
      'allowed_hosts: []',
      'allowed_hosts: localhost',
      'server.allowed_hosts: must be a list, is text "localhost"',
    ],
    [
      'brain: model',
      'brain: modle',
      'agent.brain: text "modle" is not known (allowed: model, rules; did you mean model?)',
    ],
    [
      'rules_initial:',
      'rule_initial:',
      'agent.rule_initial: unknown key (allowed: symbols, brain, initial, rules_initial, mandate, seed, timeframes_ms, signal_timeframe_ms, gate, decision, learner, regimes, model; did you mean rules_initial?)',
    ],
    [
      'symbol: BTC/USDT',
      'symbol: BTCUSDT',
      'instruments[0].symbol: text "BTCUSDT": must look like BASE/QUOTE',
    ],
  ])('names line, key and what is allowed: %s -> %s', (from, to, expected) => {
    const { text, line } = changed(from, to);
    expect(problemsOf(text)).toContain(`quarterdeck.yaml:${line}: ${expected}`);
  });

  it('puts a strategy that no row names on every instrument, switched off', () => {
    const result = loadConfig(join(PROJECT, 'config/quarterdeck.yaml'), {
      strategyFolder: join(PROJECT, 'config/strategies'),
      catalogue: [...strategyCatalogue, strategyNamed('alpha_one')],
    });
    if (!result.ok) throw new Error('the config was refused');
    const { config, strategies } = result.value;
    expect(strategies).toHaveLength(config.strategies.length + 1);
    expect(strategies.at(-1)).toMatchObject({
      strategy: { id: 'alpha_one' },
      params: { period: 14 },
      symbols: config.instruments.map(({ symbol }) => symbol),
      initial: 'off',
    });
  });

  it('names a missing key at the map it is missing from', () => {
    const { text } = changed("  max_daily_loss: '2000'\n", '');
    const line = text.split('\n').indexOf('risk:') + 1;
    expect(problemsOf(text)).toEqual([
      `quarterdeck.yaml:${line}: risk.max_daily_loss: is missing (allowed: text)`,
    ]);
  });

  it('names every problem at once, in the order of the lines', () => {
    const text = shipped
      .replace('port: 3000', 'port: 70000')
      .replace('venue: simulated', 'venue: moon')
      .replace('max_open_orders', 'max_orders');
    const lines = problemsOf(text).map((problem) => Number(problem.split(':')[1]));
    expect(lines).toHaveLength(4);
    expect(lines).toEqual(lines.toSorted((left, right) => left - right));
  });

  it.each([
    [
      'a duplicate key',
      'account:\n  name: a\n  name: b\n',
      ':3: duplicate key name (allowed: each key once)',
    ],
    ['an open quote', 'venue: "simulated', ':1: YAML: Missing closing "quote'],
    ['a tab as indent', 'account:\n\tname: a\n', ':2: YAML: '],
    [
      'a second document',
      `${shipped}\n---\na: 1\n`,
      `:${shipped.split('\n').length + 1}: a second document starts here (allowed: one)`,
    ],
    ['an empty file', '', ':1: must be a map, is empty'],
    ['a list', '- a\n', ':1: must be a map, is a list'],
  ])('refuses %s by line', (_, text, expected) => {
    expect(problemsOf(text).join('\n')).toContain(`quarterdeck.yaml${expected}`);
  });

  it('refuses a file that is not there in one line', () => {
    const result = loadConfig(join(folder, 'none.yaml'), { strategyFolder: folder, catalogue });
    expect(result).toMatchObject({ ok: false, code: 'CONFIG_INVALID' });
    expect(result.ok || result.problems.map(describeProblem)).toEqual([
      `${join(folder, 'none.yaml')}: no such file`,
    ]);
  });

  it.each([
    [
      'strategy: scalp_ping_5s',
      'strategy: scalp_ping_5',
      `strategies[0].strategy: unknown strategy scalp_ping_5 (allowed: ${strategyCatalogue.map(({ id }) => id).join(', ')}; did you mean scalp_ping_5s?)`,
    ],
    [
      'symbols: [BTC/USDT',
      'symbols: [BTC/USD',
      'strategies[0].symbols[0]: unknown symbol BTC/USD (allowed: BTC/USDT, ETH/USDT, XAU/USD, USD/JPY; did you mean BTC/USDT?)',
    ],
    ['symbols: [BTC/USDT', 'symbols: [ETH/USDT', 'strategies[0].symbols[1]: is listed twice'],
    [
      'strategy: scalp_tick_imbalance',
      'strategy: scalp_ping_5s',
      'strategies[5].strategy: is configured twice',
    ],
    [
      "min_qty: '0.00001'",
      "min_qty: '0.000015'",
      'instruments[0].min_qty: 0.000015 (allowed: multiples of lot_size 0.00001)',
    ],
    [
      "starting_balance: '100000'",
      "starting_balance: '0.00'",
      'account.starting_balance: is zero (allowed: above zero)',
    ],
    [
      "max_symbol_exposure: '25000'",
      "max_symbol_exposure: '60000.01'",
      'risk.max_symbol_exposure: 60000.01 (allowed: at most risk.max_total_exposure 60000)',
    ],
    [
      'symbols: [BTC/USDT, ETH/USDT]\n  brain',
      'symbols: [BTC/USDT, ETH/USD]\n  brain',
      'agent.symbols[1]: unknown symbol ETH/USD (allowed: BTC/USDT, ETH/USDT, XAU/USD, USD/JPY; did you mean ETH/USDT?)',
    ],
    [
      'symbols: [BTC/USDT, ETH/USDT]\n  brain',
      'symbols: [BTC/USDT, BTC/USDT]\n  brain',
      'agent.symbols[1]: is listed twice',
    ],
    [
      'id: scalp_ping_5s_b',
      'id: claude_rules',
      'strategies[1].id: claude_rules is a name of the agent (allowed: a name of its own)',
    ],
  ])('checks what must fit together: %s -> %s', (from, to, expected) => {
    const { text, line } = changed(from, to);
    expect(problemsOf(text)).toEqual([`quarterdeck.yaml:${line}: ${expected}`]);
  });

  it('refuses an instrument configured twice', () => {
    const { text, line } = changed('symbol: ETH/USDT', 'symbol: BTC/USDT');
    expect(problemsOf(text)).toContain(
      `quarterdeck.yaml:${line}: instruments[1].symbol: is configured twice`,
    );
  });

  it('refuses a quote currency that nothing converts', () => {
    const { text } = changed('pegged: [USDT]', 'pegged: []');
    const problems = problemsOf(text);
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain('instruments[0].symbol: profit in USDT cannot be counted in USD');
  });

  it('takes a quote currency that a configured pair converts, either way round', () => {
    const add = (symbol: string) =>
      shipped.replace(
        'strategies:\n',
        `  - symbol: ${symbol}\n    tick_size: '0.01'\n    lot_size: '1'\n    min_qty: '1'\n    min_notional: '0'\n    calendar: always\n\nstrategies:\n`,
      );
    expect(load(add('ETH/JPY')).ok).toBe(true);
    expect(load(add('XRP/ETH')).ok).toBe(true);
    expect(problemsOf(add('EUR/GBP')).join()).toContain('profit in GBP cannot be counted in USD');
  });
});

describe('strategy parameters', () => {
  const paramsOf = (files: Readonly<Record<string, string>>) => {
    const result = load(shipped, files);
    if (!result.ok) throw new Error(result.problems.map(describeProblem).join('\n'));
    return result.value.strategies[0]?.params;
  };

  it('are the defaults of the schema without a file, or with one of comments only', () => {
    expect(paramsOf({})).toEqual({ period: 14, mode: 'fast' });
    expect(paramsOf({ 'scalp_ping_5s.yaml': '# nothing yet\n' })).toEqual({
      period: 14,
      mode: 'fast',
    });
  });

  it('take the file’s values over the defaults', () => {
    expect(paramsOf({ 'scalp_ping_5s.yaml': 'period: 21\n' })).toEqual({
      period: 21,
      mode: 'fast',
    });
  });

  it.each([
    ['perid: 21', 'perid: unknown key (allowed: period, mode; did you mean period?)'],
    ['period: 1', 'period: number 1 is too small (allowed: >= 2)'],
    ['mode: quick', 'mode: text "quick" is not known (allowed: fast, slow)'],
    ['- 7', 'must be a map, is a list'],
  ])('that are wrong put out that strategy alone, by file and line: %s', (text, expected) => {
    const result = load(shipped, { 'scalp_ping_5s.yaml': `# first line\n${text}\n` });
    if (!result.ok) throw new Error('one bad strategy kept the desk from starting');
    const [ping, ...others] = result.value.strategies;
    expect(ping?.failure).toMatch(/strategies-\d+\/scalp_ping_5s\.yaml:2: /);
    expect(ping?.failure).toContain(expected);
    expect(others.map(({ failure }) => failure)).toEqual(others.map(() => undefined));
    expect(result.value.strategyProblems).toHaveLength(1);
  });

  it('in a file that names no strategy are refused, not ignored', () => {
    const [problem] = problemsOf(shipped, { 'scalp_ping5s.yaml': 'period: 3\n' });
    expect(problem).toContain('scalp_ping5s.yaml: names no strategy (allowed: ');
    expect(problem).toContain('did you mean scalp_ping_5s.yaml?');
  });
});

describe('the shared layer', () => {
  const withShared = (lines: string): string =>
    shipped.replace('strategy_defaults: {}', `strategy_defaults:\n${lines}`);
  const strategyOf = (text: string, files: Readonly<Record<string, string>> = {}) => {
    const result = load(text, files);
    if (!result.ok) throw new Error(result.problems.map(describeProblem).join('\n'));
    return result.value.strategies[0];
  };

  it('gives every strategy its values, and says from which line', () => {
    const strategy = strategyOf(withShared('  period: 30'));
    expect(strategy?.params).toEqual({ period: 30, mode: 'fast' });
    const line = shipped.split('\n').indexOf('strategy_defaults: {}') + 2;
    expect(strategy?.origins).toEqual({
      period: { origin: 'shared', file, line },
      mode: { origin: 'default' },
    });
  });

  it('loses to the strategy’s own file', () => {
    const strategy = strategyOf(withShared('  period: 30'), {
      'scalp_ping_5s.yaml': '# own\nperiod: 21\n',
    });
    expect(strategy?.params).toEqual({ period: 21, mode: 'fast' });
    expect(strategy?.origins['period']).toMatchObject({ origin: 'own', line: 2 });
  });

  it('out of range puts out the strategies that inherit it and blames its own line', () => {
    const strategy = strategyOf(withShared('  period: 1'));
    expect(strategy?.failure).toContain('quarterdeck.yaml:');
    expect(strategy?.failure).toContain('strategy_defaults.period: number 1 is too small');
    const own = strategyOf(withShared('  period: 1'), { 'scalp_ping_5s.yaml': 'period: 5\n' });
    expect(own?.failure).toBeUndefined();
  });

  it('is refused when no strategy has such a parameter', () => {
    expect(problemsOf(withShared('  perod: 30'))).toEqual([
      expect.stringContaining('strategy_defaults.perod: no strategy has this parameter'),
    ]);
  });
});

describe('a variant', () => {
  const row =
    "  - strategy: scalp_ping_5s\n    id: ping_b\n    symbols: [BTC/USDT]\n    initial: 'off'\n";
  const withRow = (text: string): string =>
    shipped.replace('strategies:\n', `strategies:\n${text}`);

  it('runs the same code under its own name and parameter file', () => {
    const result = load(withRow(row), { 'ping_b.yaml': 'period: 9\n' });
    if (!result.ok) throw new Error(result.problems.map(describeProblem).join('\n'));
    const [variant, original] = result.value.strategies;
    expect(variant?.strategy).toMatchObject({ id: 'ping_b', variantOf: 'scalp_ping_5s' });
    expect(variant?.strategy.createEntry).toBe(original?.strategy.createEntry);
    expect([variant?.params, original?.params]).toEqual([
      { period: 9, mode: 'fast' },
      { period: 14, mode: 'fast' },
    ]);
  });

  it.each([
    ['a name twice', row + row, 'strategies[1].id: is configured twice'],
    [
      'the name of another strategy',
      row.replace('ping_b', 'scalp_macd_rsi_div'),
      'is the name of another strategy',
    ],
  ])('cannot take %s', (_case, rows, expected) => {
    expect(problemsOf(withRow(rows)).join()).toContain(expected);
  });
});

describe('the shipped parameter files', () => {
  it.each(strategyCatalogue.map((strategy) => [strategy.id, strategy] as const))(
    '%s: name every parameter with its meaning',
    (id, strategy) => {
      const text = readFileSync(join(PROJECT, 'config/strategies', `${id}.yaml`), 'utf8');
      const written = [...text.matchAll(/^# (\w+): (.+)$/gm)].map(([, name, meaning]) => [
        name,
        meaning,
      ]);
      const schemas: readonly [string, z.ZodType][] = Object.entries(strategy.params.shape);
      expect(written).toEqual(schemas.map(([name, schema]) => [name, schema.description]));
    },
  );
});
