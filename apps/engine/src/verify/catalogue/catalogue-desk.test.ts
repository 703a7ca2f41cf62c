import { expect, it } from 'vitest';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';
import { drillInstruments } from '../drill/drill-instruments.ts';
import { catalogueDesk, readCatalogue } from './catalogue-desk.ts';

const setups = readCatalogue();
const instruments = drillInstruments(3);
const symbols = instruments.map(({ symbol }) => symbol);
const seatsOf = (id: string, desk: ReturnType<typeof catalogueDesk>) =>
  desk.strategies.find(({ strategy }) => strategy.id === id)?.symbols;

it('every strategy of the catalogue takes part with its own brains, also those that ship switched off', () => {
  for (const { id, createEntry, createExit } of strategyCatalogue) {
    const setup = setups.find(({ strategy }) => strategy.id === id);
    expect(setup).toMatchObject({ initial: 'on' });
    expect(setup?.failure).toBeUndefined();
    expect(setup?.strategy.createEntry).toBe(createEntry);
    expect(setup?.strategy.createExit).toBe(createExit);
  }
});

it('each stands in every symbol that is played', () => {
  const desk = catalogueDesk(setups, { instruments, bars: [60_000] });
  for (const { strategy } of setups) {
    if (strategy.symbolCount === undefined) expect(seatsOf(strategy.id, desk)).toEqual(symbols);
  }
});

it('a pair stands in two: its own where both are played, else the first two', () => {
  const own = symbols.toReversed().slice(0, 2);
  const pair = setups.filter(({ strategy }) => strategy.symbolCount === 2);
  expect(pair.length).toBeGreaterThan(0);
  for (const setup of pair) {
    const { id } = setup.strategy;
    const played = { instruments, bars: [] };
    const seated = catalogueDesk([{ ...setup, symbols: own }], played);
    expect(seatsOf(id, seated)).toEqual(own);
    const foreign = { ...setup, symbols: [asSymbolId('A/USD'), asSymbolId('B/USD')] };
    expect(seatsOf(id, catalogueDesk([foreign], played))).toEqual(symbols.slice(0, 2));
  }
});
