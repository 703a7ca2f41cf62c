import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { money, price, qty, toFloat } from '@quarterdeck/core/kernel/decimal';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { Instrument } from '@quarterdeck/core/model/instrument';
import { tsOfInput } from '@quarterdeck/core/simulation/market-input';
import { VirtualClock } from '../system/virtual-clock.ts';
import type { MarketInput } from '../../ports/venue.ts';
import { SimulatedFeed } from './simulated-feed.ts';

const T0 = Date.UTC(2026, 0, 5, 12);
const INSTRUMENT: Instrument = {
  symbol: asSymbolId('BTC/USDT'),
  base: 'BTC',
  quote: 'USDT',
  tickSize: price('0.01'),
  lotSize: qty('0.00001'),
  minQty: qty('0.00001'),
  minNotional: money('5'),
  calendar: 'always',
};

let folder: string;
let clock: VirtualClock;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarterdeck-feed-'));
  clock = new VirtualClock(T0);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const statePath = (): string => join(folder, 'market.json');

function feedOf(): SimulatedFeed {
  return new SimulatedFeed({
    instruments: [INSTRUMENT],
    seed: 7,
    eventsPerSecond: 50,
    statePath: statePath(),
    clock,
    scheduler: clock,
  });
}

/** Runs a feed for a while and gives what it delivered with the time of delivery. */
async function run(feed: SimulatedFeed, ms: number): Promise<{ input: MarketInput; at: number }[]> {
  const seen: { input: MarketInput; at: number }[] = [];
  await feed.start((input) => seen.push({ input, at: clock.now() }));
  clock.advanceBy(ms);
  await feed.stop();
  return seen;
}

const bids = (seen: readonly { input: MarketInput }[]): number[] =>
  seen.flatMap(({ input }) => (input.type === 'quote' ? [toFloat(input.quote.bid)] : []));

describe('the simulated feed', () => {
  it('keeps the pace of the clock and delivers nothing early', async () => {
    const seen = await run(feedOf(), 20_000);
    expect(seen.length).toBeGreaterThan(500);
    expect(seen.length).toBeLessThan(2_500);
    for (const { input, at } of seen) {
      expect(tsOfInput(input)).toBeLessThanOrEqual(at);
      expect(at - tsOfInput(input)).toBeLessThanOrEqual(10);
    }
  });

  it('catches up at most one second after a stall', async () => {
    const seen: MarketInput[] = [];
    const feed = feedOf();
    await feed.start((input) => seen.push(input));
    clock.advanceBy(1_000);
    const before = seen.length;
    // The timer fires late: one pump sees an hour that has passed.
    Object.assign(clock, { now: () => T0 + 3_600_000 });
    clock.advanceBy(10);
    const late = seen.slice(before);
    expect(late.length).toBeGreaterThan(0);
    expect(late.length).toBeLessThan(200);
    for (const input of late) expect(tsOfInput(input)).toBeGreaterThanOrEqual(T0 + 3_599_000);
    await feed.stop();
  });

  it('goes on from its prices after a restart, with fresh noise', async () => {
    const first = bids(await run(feedOf(), 30_000));
    const second = bids(await run(feedOf(), 30_000));
    const last = first.at(-1) ?? 0;
    expect(Math.abs((second[0] ?? 0) / last - 1)).toBeLessThan(0.001);
    expect(second).not.toEqual(first);
  });

  it('has saved its prices before it is stopped', async () => {
    const feed = feedOf();
    await feed.start(() => undefined);
    clock.advanceBy(5_000);
    expect(existsSync(statePath())).toBe(true);
    await feed.stop();
  });

  it('starts from its defaults when the saved prices cannot be read', async () => {
    writeFileSync(statePath(), '{"prices":{"BTC/USDT":-1}}');
    const [first = 0] = bids(await run(feedOf(), 5_000));
    expect(first).toBeGreaterThan(60_000);
    expect(first).toBeLessThan(64_000);
  });

  it('delivers nothing after it has been stopped', async () => {
    const seen = await run(feedOf(), 1_000);
    const count = seen.length;
    clock.advanceBy(10_000);
    expect(seen).toHaveLength(count);
  });

  it('ends with what its listener threw instead of throwing from a timer, and can be started again', async () => {
    const feed = feedOf();
    let delivered = 0;
    await feed.start(() => {
      delivered += 1;
      throw new Error('the venue book is full');
    });
    const { ended } = feed;
    clock.advanceBy(1_000);
    await expect(ended).rejects.toThrow('the venue book is full');
    expect(delivered).toBe(1);
    await feed.stop();
    expect((await run(feed, 1_000)).length).toBeGreaterThan(10);
  });
});
