import { describe, expect, it } from 'vitest';
import { compareSnapshots } from './compare-snapshots.ts';
import { readSnapshot } from './snapshot-figures.ts';

const FRESH = {
  symbol: 'BTC/USDT',
  figures: {
    'btc.bid': [49_999.5, 0.3],
    'btc.1h.rsi14': [55.12, 60],
    'regime.crypto': [0.91, 3_600],
  },
  bars: {
    '1h': {
      age_s: 60,
      rows: [
        [49_980, 50_035.5, 49_960, 50_000, 12],
        [49_930, 49_990, 49_910, 49_950, 9],
      ],
    },
  },
};
const textOf = (changes: object = {}) =>
  ['qd-agent-1', '{"mandate":"Grow slowly."}', JSON.stringify({ ...FRESH, ...changes })].join('\n');

const seen = (figures: Readonly<Record<string, number>>) =>
  readSnapshot(
    JSON.stringify({
      figures: Object.fromEntries(Object.entries(figures).map(([id, value]) => [id, [value, 1]])),
    }),
  );

describe('the text of a snapshot', () => {
  it('gives back every figure with its age, as it was written', () => {
    const snapshot = readSnapshot(textOf());
    expect(snapshot.find('btc.bid')).toEqual({ value: 49_999.5, ageS: 0.3 });
    expect(snapshot.find('btc.1h.rsi14')).toEqual({ value: 55.12, ageS: 60 });
    expect(snapshot.find('regime.crypto')?.value).toBe(0.91);
  });

  it('joins the id of a bar to its place in the rows', () => {
    const snapshot = readSnapshot(textOf());
    expect(snapshot.find('btc.1h.bar0.close')).toEqual({ value: 50_000, ageS: 60 });
    expect(snapshot.find('btc.1h.bar1.low')?.value).toBe(49_910);
    expect(snapshot.find('btc.1h.bar9.low')).toBeUndefined();
    expect(snapshot.find('btc.4h.bar0.low')).toBeUndefined();
  });

  it.each(['', 'BTC/USDT close 60000', '{"figures":7}', '{"figures":{"a":"b","c":[1]}}', '[1]'])(
    'that holds no figures shows none: %j',
    (text) => {
      const snapshot = readSnapshot(text);
      expect([...snapshot.figures]).toEqual([]);
      expect(snapshot.find('btc.bid')).toBeUndefined();
    },
  );
});

describe('what changed since the last decision', () => {
  it('puts the biggest change first, a change of sign before any growth', () => {
    const { changes } = compareSnapshots(
      seen({ a: 100, b: 1, c: -2, d: 0 }),
      seen({ a: 101, b: 50, c: 2, d: 3 }),
    );
    expect(changes.map(({ id }) => id)).toEqual(['c', 'd', 'b', 'a']);
    expect(changes[0]).toEqual({ id: 'c', before: -2, after: 2, weight: 2 });
  });

  it('names what came and what went, and counts what stayed', () => {
    const change = compareSnapshots(seen({ a: 1, gone: 2 }), seen({ a: 1, come: 3 }));
    expect(change).toEqual({
      changes: [],
      unchanged: 1,
      appeared: ['come'],
      vanished: ['gone'],
    });
  });

  it('finds nothing between a snapshot and itself', () => {
    const snapshot = readSnapshot(textOf());
    const later = readSnapshot(textOf({ as_of: 'later' }));
    expect(compareSnapshots(snapshot, snapshot).changes).toEqual([]);
    expect(compareSnapshots(snapshot, later).changes).toEqual([]);
  });
});
