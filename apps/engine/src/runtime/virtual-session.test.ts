import { describe, expect, it } from 'vitest';
import { createDesk } from '@quarterdeck/core/desk';
import type { DeskOptions } from '@quarterdeck/core/desk-contract';
import type { Effect } from '@quarterdeck/core/model/effect';
import { createMarketGenerator } from '@quarterdeck/core/simulation/market-generator';
import { createMatchingVenue } from '@quarterdeck/core/simulation/matching-venue';
import { driveSession } from '@quarterdeck/core/simulation/session-driver';
import { strategyCatalogue } from '@quarterdeck/core/strategies/registry';
import type { MarketInput } from '../ports/venue.ts';
import { loadConfig } from './config/load-config.ts';
import { toDeskOptions } from './config/to-desk-options.ts';
import { StubJournal, StubMemory } from './testing/stub-memory.ts';
import { runVirtualSession } from './virtual-session.ts';

const tsStart = 1_700_000_000_000;

function optionsOfTheProject(): DeskOptions {
  const loaded = loadConfig('config/quarterdeck.yaml', {
    strategyFolder: 'config/strategies',
    catalogue: strategyCatalogue,
  });
  if (!loaded.ok) throw new Error(loaded.code);
  return toDeskOptions(loaded.value, 'parity');
}

function tapeOf(options: DeskOptions, count: number): MarketInput[] {
  const generator = createMarketGenerator({
    seed: 7,
    instruments: options.instruments,
    tsStart,
    eventsPerSecond: 40,
  });
  return Array.from({ length: count }, () => generator.next());
}

const venueOf = (options: DeskOptions) =>
  createMatchingVenue({
    instruments: options.instruments,
    latencyMs: 15,
    makerFeeBps: 1,
    takerFeeBps: 2,
  });

const restoredOf = () => ({
  ...new StubMemory().restoredState(),
  lock: { level: 'none' as const, reason: 'test', by: 'test', tsSince: tsStart, eventSeq: 0 },
});

describe('virtual session', () => {
  it('gives the orders and the ledger of the plain session loop, number for number', async () => {
    const options = optionsOfTheProject();
    const inputs = tapeOf(options, 30_000);
    const plainDesk = createDesk(options);
    const plainEffects: Effect[] = [];
    const plain = driveSession({
      desk: plainDesk,
      venue: venueOf(options),
      inputs,
      tsStart,
      restored: restoredOf(),
      onEffect: (effect) => plainEffects.push(effect),
    });
    const desk = createDesk(options);
    const memory = new StubMemory();
    const live = await runVirtualSession({
      desk,
      venue: venueOf(options),
      memory,
      journal: new StubJournal(),
      inputs,
      tsStart,
      restored: restoredOf(),
    });
    expect(plain.orders.length).toBeGreaterThan(20);
    expect(live.orders).toEqual(plain.orders);
    expect(live.lastSeq).toBe(plain.lastSeq);
    expect(desk.view.totals).toEqual(plainDesk.view.totals);
    const records = plainEffects.filter(({ type }) => type.startsWith('Record'));
    expect(memory.records).toEqual(records);
  });
});
