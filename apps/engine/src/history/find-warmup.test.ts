import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatUnits } from '@quarterdeck/core/kernel/decimal';
import { barsAt, MINUTE, NOON, range, series } from './bars.fixture.ts';
import { findWarmup } from './find-warmup.ts';
import { HistoryStore } from './history-store.ts';

let home = '';
let store = new HistoryStore('unused');
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'quarterdeck-warmup-'));
  store = new HistoryStore(home);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const keep = (minutes: readonly number[]) => store.append(series, [barsAt(minutes)], 8);
/** Minutes behind noon of what a market that begins then would learn from. */
const before = (minute: number, change: Partial<Parameters<typeof findWarmup>[0]> = {}) =>
  findWarmup({ store, series, count: 30, tsStart: NOON + minute * MINUTE, ...change }).map(
    ({ tsOpen }) => (tsOpen - NOON) / MINUTE,
  );

describe('what a market learns from before its first bar', () => {
  it('is the newest stored candles, up to the minute before', () => {
    keep(range(0, 100));
    expect(before(100)).toEqual(range(70, 100));
    const [first] = findWarmup({ store, series, count: 30, tsStart: NOON + 100 * MINUTE });
    expect(first && [first.close, first.volume].map(formatUnits)).toEqual(['570', '3']);
    expect(first?.ticks).toBe(1);
  });

  it('is nothing that is not finished when it begins, and nothing of what it will play itself', () => {
    keep(range(0, 100));
    expect(before(50)).toEqual(range(20, 50));
    expect(before(50.5)).toEqual(range(20, 50));
  });

  it('goes back to the last hole and no further', () => {
    keep([...range(0, 40), ...range(41, 70)]);
    expect(before(70)).toEqual(range(41, 70));
  });

  it('is nothing when candles are missing before its first bar', () => {
    keep(range(0, 100));
    expect(before(101)).toEqual([]);
    expect(before(100.9)).toEqual(range(70, 100));
  });

  it('is nothing when there are fewer than twenty', () => {
    keep(range(0, 19));
    expect(before(19)).toEqual([]);
    keep(range(19, 20));
    expect(before(20)).toEqual(range(0, 20));
  });

  it('is nothing of another venue, symbol or side', () => {
    keep(range(0, 100));
    expect(before(100, { series: { ...series, venue: 'other' } })).toEqual([]);
    expect(before(100, { series: { ...series, side: 'mid' } })).toEqual([]);
  });

  it('is added up where only shorter candles are stored', () => {
    keep(range(0, 100));
    const longer = { series: { ...series, timeframeMs: 4 * MINUTE }, count: 20 };
    expect(before(100, longer)).toEqual(range(5, 25).map((index) => index * 4));
    expect(before(102, longer)).toEqual(range(5, 25).map((index) => index * 4));
  });
});
