import { describe, expect, it } from 'vitest';
import { tsOfInput } from '@quarterdeck/core/simulation/market-input';
import { VirtualClock } from '../system/virtual-clock.ts';
import { openTapes } from './open-tapes.ts';
import { TapeFeed, type TapeSpeed } from './tape-feed.ts';
import { makeTapeFolder } from './tape-files.fixture.ts';

const folder = makeTapeFolder();

async function openFeed(
  stamps: readonly number[],
  speed: TapeSpeed,
  whenReady?: () => Promise<void>,
) {
  const rows = stamps.map((ts) => `${ts},1,2\n`).join('');
  const file = folder.write(`f${stamps.length}_EURUSD_q.csv`, `ts_ms,bid,ask\n${rows}`);
  const { tapes } = await openTapes([file], {
    instruments: [],
    skipBadRows: true,
    candleSpreadBps: 0,
  });
  const clock = new VirtualClock(1_000_000);
  const feed = new TapeFeed({
    tapes,
    speed,
    clock,
    scheduler: clock,
    ...(whenReady === undefined ? {} : { whenReady }),
  });
  const delivered: string[] = [];
  const start = () =>
    feed.start((input) => delivered.push(`${tsOfInput(input)}@${clock.monotonicMs()}`));
  return { clock, feed, delivered, start };
}

/** Lets the file be read until the feed waits for time to pass. */
async function untilWaiting(clock: VirtualClock): Promise<void> {
  while (clock.pendingTimers === 0) await clock.yield();
}

describe('TapeFeed', () => {
  it('at 1x delivers each input when its tape time has passed', async () => {
    const { clock, feed, delivered, start } = await openFeed([5_000, 5_000, 5_250, 7_000], 1);
    await start();
    await untilWaiting(clock);
    expect(delivered).toEqual(['5000@0', '5000@0']);
    await clock.runTo(1_000_249);
    expect(delivered).toHaveLength(2);
    await clock.runTo(1_003_000);
    await feed.ended;
    expect(delivered).toEqual(['5000@0', '5000@0', '5250@250', '7000@2000']);
    expect(feed.tsTape).toBe(7_000);
  });

  it('at 10x takes a tenth of the time and is never early', async () => {
    const { clock, feed, delivered, start } = await openFeed(
      [1_000, 1_005, 2_000, 3_000, 3_001],
      10,
    );
    await start();
    await untilWaiting(clock);
    await clock.runBy(300);
    await feed.ended;
    expect(delivered).toEqual(['1000@0', '1005@1', '2000@100', '3000@200', '3001@201']);
  });

  it('as fast as possible sets no timer', async () => {
    const stamps = Array.from({ length: 1_000 }, (_, index) => 1 + index * 60_000);
    const { clock, feed, delivered, start } = await openFeed(stamps, 'max');
    await start();
    await feed.ended;
    expect(delivered).toHaveLength(1_000);
    expect(clock.monotonicMs()).toBe(0);
    expect(clock.pendingTimers).toBe(0);
  });

  it('waits for its receiver after every slice', async () => {
    let release: () => void = () => undefined;
    let asked = 0;
    const stamps = Array.from({ length: 700 }, (_, index) => 1 + index);
    const { clock, feed, delivered, start } = await openFeed(stamps, 'max', () => {
      asked += 1;
      return new Promise((resolve) => {
        release = resolve;
      });
    });
    await start();
    while (asked === 0) await clock.yield();
    for (let turn = 0; turn < 10; turn += 1) await clock.yield();
    expect(delivered).toHaveLength(256);
    release();
    while (asked === 1) await clock.yield();
    expect(delivered).toHaveLength(512);
    release();
    await feed.ended;
    expect(delivered).toHaveLength(700);
  });

  it('waits out a silence of a week and stops within it at once', async () => {
    const { clock, feed, delivered, start } = await openFeed([1_000, 604_801_000, 604_802_000], 1);
    await start();
    await untilWaiting(clock);
    await clock.runBy(300_000);
    expect(delivered).toHaveLength(1);
    await feed.stop();
    expect(clock.pendingTimers).toBe(0);
    await clock.runBy(604_800_000);
    expect(delivered).toHaveLength(1);
  });

  it('rejects `ended` with the error that stopped the tape', async () => {
    const { feed, delivered, start } = await openFeed([5, 6, 4], 'max');
    await start();
    await expect(feed.ended).rejects.toThrow(':4: time goes back');
    expect(delivered).toHaveLength(2);
  });

  it('refuses a speed that is not above zero', async () => {
    for (const speed of [0, -1, Number.NaN, Infinity]) {
      await expect(openFeed([1], speed)).rejects.toThrow(RangeError);
    }
  });
});
