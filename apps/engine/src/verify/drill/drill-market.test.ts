import { expect, it } from 'vitest';
import { drillInstruments } from './drill-instruments.ts';
import { drillMarket } from './drill-market.ts';

const market = (over: Partial<Parameters<typeof drillMarket>[0]> = {}) => [
  ...drillMarket({
    instruments: drillInstruments(3),
    seed: 1,
    tsStart: 1_000,
    intervalMs: 20,
    ticks: 50,
    ...over,
  }),
];

it('brings one quote a symbol and interval, in time order', () => {
  const quotes = market().flatMap((input) => (input.type === 'quote' ? [input.quote] : []));
  expect(quotes).toHaveLength(150);
  const times = quotes.map(({ tsEvent }) => tsEvent);
  expect(times).toEqual(times.toSorted((left, right) => left - right));
  const bitcoin = quotes.filter(({ symbol }) => symbol === 'BTC/USD');
  expect(bitcoin.map(({ tsEvent }) => tsEvent).slice(0, 3)).toEqual([1_000, 1_020, 1_040]);
});

it('is the same for the same seed and another one for another', () => {
  expect(market()).toEqual(market());
  expect(market({ seed: 2 })).not.toEqual(market());
});

it('names the three of the source system first, and never the same symbol twice', () => {
  const symbols = drillInstruments(200).map(({ symbol }) => symbol);
  expect(symbols.slice(0, 3)).toEqual(['BTC/USD', 'ETH/USD', 'XAU/USD']);
  expect(new Set(symbols).size).toBe(200);
});
