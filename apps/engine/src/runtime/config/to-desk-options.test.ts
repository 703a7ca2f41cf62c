import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { money, price, qty } from '@quarterdeck/core/kernel/decimal';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';
import type { AgentConfig } from '@quarterdeck/core/contract/agent/config/agent.schema';
import { agentOnTape, type AgentWorld } from '../agent/agent-setup.ts';
import { loadConfig, type LoadedConfig } from './load-config.ts';
import { replayDeskOptions } from './replay-desk-options.ts';
import { toDeskOptions } from './to-desk-options.ts';

const PROJECT = resolve(import.meta.dirname, '../../../../..');

function shipped(): LoadedConfig {
  const loaded = loadConfig(join(PROJECT, 'config/quarterdeck.yaml'), {
    strategyFolder: join(PROJECT, 'config/strategies'),
    catalogue: strategyCatalogue,
  });
  if (!loaded.ok) throw new Error(loaded.code);
  return loaded.value;
}

const shippedOptions = (world?: AgentWorld) => toDeskOptions(shipped(), 'd1', world);

function withAgent(changes: Partial<AgentConfig>): LoadedConfig {
  const loaded = shipped();
  const { agent } = loaded.config;
  if (agent === undefined) throw new Error('the shipped config has no agent');
  return { ...loaded, config: { ...loaded.config, agent: { ...agent, ...changes } } };
}

const instrument = (symbol: string): Instrument => {
  const [base = '', quote = ''] = symbol.split('/');
  return {
    symbol: asSymbolId(symbol),
    base,
    quote,
    tickSize: price('0.01'),
    lotSize: qty('1'),
    minQty: qty('1'),
    minNotional: money('0'),
    calendar: 'always',
  };
};

describe('toDeskOptions', () => {
  it('carries every figure exactly', () => {
    const options = shippedOptions();
    expect(options).toMatchObject({
      deskId: 'd1',
      accountCurrency: 'USD',
      pegged: ['USDT'],
      startingBalance: money('100000'),
      startsLocked: false,
    });
    expect(options.instruments[0]).toEqual({
      symbol: 'BTC/USDT',
      base: 'BTC',
      quote: 'USDT',
      tickSize: price('0.01'),
      lotSize: qty('0.00001'),
      minQty: qty('0.00001'),
      minNotional: money('5'),
      calendar: 'always',
    });
  });

  it('sets up every configured strategy with complete parameters', () => {
    const { strategies } = shippedOptions();
    const ids = strategies.map(({ strategy }) => strategy.id);
    expect(ids).toEqual(expect.arrayContaining(strategyCatalogue.map(({ id }) => id)));
    for (const { strategy, params, failure } of strategies) {
      expect(failure).toBeUndefined();
      expect(Object.keys(params).sort()).toEqual(Object.keys(strategy.params.shape).sort());
    }
  });
});

describe('the agent of a desk', () => {
  const world = { hasModelKey: true };

  it('stands in it only where somebody says what the process has', () => {
    expect(shippedOptions().agent).toBeUndefined();
    expect(shippedOptions(world).agent).toMatchObject({
      symbols: ['BTC/USDT', 'ETH/USDT'],
      modelAbsence: '',
      makerFeeBps: 1,
      takerFeeBps: 2,
      wallShiftMs: 0,
      sdkVersion: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
    });
  });

  it('says why no model is asked', () => {
    expect(shippedOptions({ hasModelKey: false }).agent?.modelAbsence).toBe(
      'no ANTHROPIC_API_KEY is set',
    );
    const rules = toDeskOptions(withAgent({ brain: 'rules' }), 'd1', world);
    expect(rules.agent?.modelAbsence).toBe('the configuration says rules alone');
  });

  it('names its configuration by a digest that any change of it changes', () => {
    const hashOf = (changes: Partial<AgentConfig>) =>
      toDeskOptions(withAgent(changes), 'd1', world).agent?.configHash;
    const hashes = [hashOf({}), hashOf({ seed: 4_294_967_294 }), hashOf({ seed: 4_294_967_295 })];
    expect(new Set(hashes).size).toBe(3);
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOf({})).toBe(hashes[0]);
  });

  it('digests text as SHA-256 does', () => {
    expect(shippedOptions(world).agent?.digest('abc')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('is left out of a replay that nobody wants it in', () => {
    const options = replayDeskOptions(shippedOptions(world), [instrument('BTC/USDT')]);
    expect('agent' in options).toBe(false);
  });

  it.each([
    [['BTC/USDT', 'EUR/USD'], ['BTC/USDT']],
    [
      ['EUR/USD', 'USD/JPY'],
      ['EUR/USD', 'USD/JPY'],
    ],
  ])('trades of the tapes %j what it is configured for, or all: %j', (tapes, symbols) => {
    const { agent } = shippedOptions(world);
    if (agent === undefined) throw new Error('no agent');
    const place = { instruments: tapes.map(instrument), tsStart: 1_000, tsWall: 9_000 };
    expect(agentOnTape(agent, place)).toMatchObject({ symbols, wallShiftMs: 8_000 });
  });
});

describe('replayDeskOptions', () => {
  it.each([
    [['BTC/USDT', 'EUR/USD'], 'USD'],
    [['USD/JPY'], 'USD'],
    [['XRP/ETH', 'ETH/USDT'], 'USD'],
    [['XRP/ETH'], 'ETH'],
    [['ADA/BTC', 'LTC/BTC'], 'BTC'],
  ])('counts %j in %s and gives every strategy its instruments', (symbols, currency) => {
    const tapes = symbols.map(instrument);
    const options = replayDeskOptions(shippedOptions(), tapes);
    expect(options.accountCurrency).toBe(currency);
    expect(options.instruments).toEqual(tapes);
    expect(options.strategies.map((setup) => setup.symbols)).toEqual(
      options.strategies.map(() => symbols),
    );
    expect(options.pegged).toEqual(currency === 'USD' ? ['USDT'] : []);
  });

  it('refuses tapes that share no currency', () => {
    const tapes = ['XRP/ETH', 'ADA/BNB'].map(instrument);
    expect(() => replayDeskOptions(shippedOptions(), tapes)).toThrow(
      'XRP/ETH, ADA/BNB cannot be counted in one currency',
    );
  });
});
