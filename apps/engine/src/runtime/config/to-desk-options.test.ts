import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { money, price, qty } from '@quarterdeck/core/kernel/decimal';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';
import { loadConfig } from './load-config.ts';
import { replayDeskOptions } from './replay-desk-options.ts';
import { toDeskOptions } from './to-desk-options.ts';

const PROJECT = resolve(import.meta.dirname, '../../../../..');

function shippedOptions() {
  const loaded = loadConfig(join(PROJECT, 'config/quarterdeck.yaml'), {
    strategyFolder: join(PROJECT, 'config/strategies'),
    catalogue: strategyCatalogue,
  });
  if (!loaded.ok) throw new Error(loaded.code);
  return toDeskOptions(loaded.value, 'd1');
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
