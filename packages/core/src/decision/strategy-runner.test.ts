import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ensureInvariant, Fault } from '../kernel/ensure.ts';
import { asClientOrderId, asStrategyId, asSymbolId, type SymbolId } from '../kernel/ids.ts';
import type { Instrument } from '../model/instrument.ts';
import type { Position } from '../model/position.ts';
import {
  defineStrategy,
  type EntryBrain,
  type EntryProposal,
  type ExitBrain,
  type Strategy,
} from '../strategies/contract.ts';
import { barAt, bitcoin, tradeOf } from '../strategies/view.fixture.ts';
import type { MarketMoment } from './market-view.ts';
import { positionOf } from './position.fixture.ts';
import { createStrategyRunner, type StrategyRunnerOptions } from './strategy-runner.ts';

const ether: Instrument = { ...bitcoin, symbol: asSymbolId('ETH/USDT'), base: 'ETH' };

const momentOf = (ts: number, fields: Partial<MarketMoment> = {}): MarketMoment => ({
  symbol: bitcoin.symbol,
  bid: 99.5,
  ask: 100.5,
  ts,
  quoteToAccount: 1,
  isWarmup: false,
  ...fields,
});

const proposal: EntryProposal = {
  side: 'buy',
  entry_probability: 0.6,
  entry_units_intent: 1,
  thesis: 'always',
  stopPrice: 90,
  targetPrice: 110,
  expiresInMs: 1_000,
};

function strategyOf(id: string, brains: { entry?: EntryBrain; exit?: ExitBrain }): Strategy {
  return defineStrategy({
    id,
    title: id,
    rule: 'For tests.',
    params: z.strictObject({}),
    timeframesMs: [5_000],
    warmupBars: 0,
    createEntry: () => brains.entry ?? {},
    createExit: () => brains.exit ?? {},
  });
}

function runnerOf(
  strategies: readonly Strategy[],
  options: {
    held?: readonly Position[];
    symbols?: readonly SymbolId[];
    find?: StrategyRunnerOptions['findPosition'];
  } = {},
) {
  const { held = [], symbols = [bitcoin.symbol] } = options;
  return createStrategyRunner({
    setups: strategies.map((strategy) => ({ strategy, params: {}, symbols })),
    instruments: [bitcoin, ether],
    findPosition:
      options.find ??
      ((strategyId, symbol) =>
        held.find((item) => item.strategyId === strategyId && item.symbol === symbol)),
  });
}

const always: EntryBrain = { onQuote: () => proposal };
const leave: ExitBrain = { onQuote: () => ({ fraction: 1, thesis: 'enough' }) };

describe('entries', () => {
  it('carry the strategy, the symbol and the proposal untouched', () => {
    expect(runnerOf([strategyOf('a', { entry: always })]).onQuote(momentOf(1))).toEqual([
      { kind: 'entry', strategyId: 'a', symbol: 'BTC/USDT', proposal },
    ]);
  });

  it('come from quotes, trades and bars of the timeframes asked for', () => {
    const entry: EntryBrain = { onTrade: () => proposal, onBar: () => proposal };
    const runner = runnerOf([strategyOf('a', { entry })]);
    expect(runner.onQuote(momentOf(1))).toEqual([]);
    expect(runner.onTrade(momentOf(1), tradeOf('buy'))).toHaveLength(1);
    expect(runner.onBar(momentOf(1), barAt(100, 0, 5_000))).toHaveLength(1);
    expect(runner.onBar(momentOf(1), barAt(100, 0, 60_000))).toEqual([]);
  });

  it('see prices, spread and rate of the moment', () => {
    const seen: unknown[] = [];
    const entry: EntryBrain = {
      onQuote: (view) => {
        seen.push({ ...view });
        return undefined;
      },
    };
    runnerOf([strategyOf('a', { entry })]).onQuote(momentOf(42, { quoteToAccount: 0.5 }));
    expect(seen).toEqual([
      {
        instrument: bitcoin,
        ts: 42,
        bid: 99.5,
        ask: 100.5,
        mid: 100,
        spreadBps: 100,
        quoteToAccount: 0.5,
        isWarmup: false,
      },
    ]);
  });

  it('are dropped while the strategy holds the symbol, but its brain still learns', () => {
    let calls = 0;
    const entry: EntryBrain = {
      onQuote: () => {
        calls += 1;
        return proposal;
      },
    };
    const runner = runnerOf([strategyOf('a', { entry }), strategyOf('b', { entry: always })], {
      held: [positionOf('a')],
    });
    expect(runner.onQuote(momentOf(1)).map((wish) => wish.strategyId)).toEqual(['b']);
    expect(calls).toBe(1);
  });

  it('are dropped during warm-up, whatever a brain says', () => {
    const runner = runnerOf([strategyOf('a', { entry: always })]);
    expect(runner.onQuote(momentOf(1, { isWarmup: true }))).toEqual([]);
  });

  it('are asked only on the symbols of the strategy, each with a brain of its own', () => {
    let made = 0;
    const counting = defineStrategy({
      ...strategyOf('a', {}),
      createEntry: () => {
        const mine = (made += 1);
        return { onQuote: () => ({ ...proposal, thesis: `brain ${mine}` }) };
      },
    });
    const runner = runnerOf([counting], { symbols: [ether.symbol] });
    expect(made).toBe(1);
    expect(runner.onQuote(momentOf(1))).toEqual([]);
    expect(runner.onQuote(momentOf(1, { symbol: ether.symbol }))).toMatchObject([
      { symbol: 'ETH/USDT', proposal: { thesis: 'brain 1' } },
    ]);
  });
});

describe('exits', () => {
  it('come before entries and name the position', () => {
    const runner = runnerOf(
      [strategyOf('a', { entry: always }), strategyOf('b', { exit: leave })],
      {
        held: [positionOf('b')],
      },
    );
    expect(runner.onQuote(momentOf(1)).map((wish) => [wish.kind, wish.strategyId])).toEqual([
      ['exit', 'b'],
      ['entry', 'a'],
    ]);
    expect(runner.onQuote(momentOf(2))[0]).toMatchObject({ positionId: '7-0', symbol: 'BTC/USDT' });
  });

  it('are asked only about an open position that is not being closed already', () => {
    const closing = positionOf('a', { closingOrderId: asClientOrderId('c') });
    expect(runnerOf([strategyOf('a', { exit: leave })]).onQuote(momentOf(1))).toEqual([]);
    expect(
      runnerOf([strategyOf('a', { exit: leave })], { held: [closing] }).onQuote(momentOf(1)),
    ).toEqual([]);
  });

  it('never concern the position of another strategy', () => {
    const runner = runnerOf([strategyOf('a', { exit: leave })], { held: [positionOf('b')] });
    expect(runner.onQuote(momentOf(1))).toEqual([]);
  });

  it('see each bar, position or not, and are asked on bars while one is open', () => {
    const calls: string[] = [];
    const exit: ExitBrain = {
      observeBar: () => void calls.push('observed'),
      onBar: () => {
        calls.push('asked');
        return { fraction: 0.5, thesis: 'half' };
      },
    };
    const held: Position[] = [];
    const runner = runnerOf([strategyOf('a', { exit })], { held });
    expect(runner.onBar(momentOf(1), barAt(100, 0))).toEqual([]);
    held.push(positionOf('a'));
    expect(runner.onBar(momentOf(2), barAt(100, 5_000))).toMatchObject([{ kind: 'exit' }]);
    expect(calls).toEqual(['observed', 'observed', 'asked']);
  });

  it('are not asked during warm-up', () => {
    const runner = runnerOf([strategyOf('a', { exit: leave })], { held: [positionOf('a')] });
    expect(runner.onQuote(momentOf(1, { isWarmup: true }))).toEqual([]);
  });
});

describe('a proposal that breaks the contract', () => {
  it('is told as invalid with its figures, and the strategy goes on', () => {
    const entry: EntryBrain = { onQuote: () => ({ ...proposal, entry_probability: 7 }) };
    const runner = runnerOf([strategyOf('a', { entry })]);
    const wish = {
      kind: 'invalid',
      strategyId: 'a',
      symbol: 'BTC/USDT',
      purpose: 'entry',
      code: 'INTENT_MALFORMED',
      numbers: { field: 'entry_probability', value: '7' },
    };
    expect(runner.onQuote(momentOf(1))).toEqual([wish]);
    expect(runner.onQuote(momentOf(2))).toEqual([wish]);
    expect(runner.failureOf(asStrategyId('a'))).toBeUndefined();
  });

  it('to leave is told the same way', () => {
    const exit: ExitBrain = { onQuote: () => ({ fraction: 2, thesis: 'too much' }) };
    const runner = runnerOf([strategyOf('a', { exit })], { held: [positionOf('a')] });
    expect(runner.onQuote(momentOf(1))).toMatchObject([{ kind: 'invalid', purpose: 'exit' }]);
  });
});

describe('a brain that throws', () => {
  const bad: EntryBrain = {
    onQuote: (view) => {
      if (view.ts > 1) throw new RangeError('no such bar');
      return undefined;
    },
  };

  it('takes its strategy out on every symbol, once, while the others go on', () => {
    const strategies = [
      strategyOf('bad', { entry: bad, exit: leave }),
      strategyOf('good', { entry: always }),
    ];
    const runner = runnerOf(strategies, {
      held: [positionOf('bad')],
      symbols: [bitcoin.symbol, ether.symbol],
    });
    const kinds = (ts: number, symbol: SymbolId) =>
      runner.onQuote(momentOf(ts, { symbol })).map((wish) => `${wish.kind} ${wish.strategyId}`);
    expect(kinds(1, ether.symbol)).toEqual(['entry good']);
    expect(kinds(2, ether.symbol)).toEqual(['failure bad', 'entry good']);
    expect(kinds(3, bitcoin.symbol)).toEqual(['entry good']);
    expect(runner.failureOf(asStrategyId('bad'))).toBe('RangeError: no such bar');
    expect(runner.failureOf(asStrategyId('good'))).toBeUndefined();
  });

  it('at construction fails its own strategy; the first call tells', () => {
    const broken = defineStrategy({
      ...strategyOf('broken', {}),
      createExit: () => {
        throw new TypeError('no model');
      },
    });
    const runner = runnerOf([broken, strategyOf('good', { entry: always })]);
    expect(runner.failureOf(asStrategyId('broken'))).toBe('TypeError: no model');
    expect(runner.onQuote(momentOf(1)).map((wish) => wish.kind)).toEqual(['failure', 'entry']);
    expect(runner.onQuote(momentOf(2)).map((wish) => wish.kind)).toEqual(['entry']);
  });

  it('known before the start is told as it was written, and nothing of it is made', () => {
    const strategy = defineStrategy({
      ...strategyOf('misconfigured', {}),
      createEntry: () => {
        throw new Error('made in spite of it');
      },
    });
    const runner = createStrategyRunner({
      setups: [{ strategy, params: {}, symbols: [bitcoin.symbol], failure: 'x.yaml:2: too small' }],
      instruments: [bitcoin],
      findPosition: () => undefined,
    });
    expect(runner.failureOf(asStrategyId('misconfigured'))).toBe('x.yaml:2: too small');
    expect(runner.onQuote(momentOf(1))).toEqual([
      { kind: 'failure', strategyId: 'misconfigured', message: 'x.yaml:2: too small' },
    ]);
  });

  it('is not blamed for a broken invariant of ours', () => {
    const runner = runnerOf([strategyOf('a', { exit: leave })], {
      find: () => {
        ensureInvariant(false, 'ledger');
        return undefined;
      },
    });
    expect(() => runner.onQuote(momentOf(1))).toThrow(Fault);
  });

  it('on an unknown symbol is a fault of the configuration, not of the strategy', () => {
    const unknown = { symbols: [asSymbolId('DOGE/USDT')] };
    expect(() => runnerOf([strategyOf('a', {})], unknown)).toThrow(Fault);
  });
});

it('silence shares one empty array', () => {
  const runner = runnerOf([strategyOf('a', {})]);
  expect(runner.onQuote(momentOf(1))).toBe(runner.onTrade(momentOf(2), tradeOf('buy')));
});
