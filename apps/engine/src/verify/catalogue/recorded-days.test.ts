import { describe, expect, it } from 'vitest';
import { DAY_MS } from '@quarterdeck/core/kernel/clock';
import { mergeTapes } from '../../adapters/tapes/merge-tapes.ts';
import { hasRecordedData, recorded } from '../../adapters/tapes/tape-files.fixture.ts';
import { symbolOfInput, tsOfInput } from '@quarterdeck/core/simulation/market-input';
import { openDay } from './open-day.ts';
import { RECORDED_DAYS } from './recorded-days.ts';

const days = [...RECORDED_DAYS.full, ...RECORDED_DAYS.quick];

it('a market that is moved keeps its weekday and its hour', () => {
  for (const { tapes } of days) {
    for (const { movedMs } of tapes) expect(movedMs % (7 * DAY_MS)).toBe(0);
  }
});

it('every kind of run plays more than one market side by side', () => {
  for (const { tapes } of days) expect(tapes.length).toBeGreaterThan(2);
});

describe.skipIf(!hasRecordedData)('on the recorded tapes', () => {
  it('every market of a short run has prices in its window, merged in the order of time', async () => {
    for (const day of RECORDED_DAYS.quick) {
      const { tapes, instruments } = await openDay(day, recorded(''));
      const seen = new Set<string>();
      let ts = day.tsFrom;
      for await (const batch of mergeTapes(tapes)) {
        for (const input of batch) {
          expect(tsOfInput(input)).toBeGreaterThanOrEqual(ts);
          ts = tsOfInput(input);
          seen.add(symbolOfInput(input));
        }
      }
      expect(ts).toBeLessThan(day.tsTo);
      expect([...seen].toSorted()).toEqual(instruments.map(({ symbol }) => symbol).toSorted());
    }
  });

  it('says which markets were moved, and by how much', async () => {
    const [night] = RECORDED_DAYS.quick;
    const { played } = await openDay(night ?? expect.fail('no day'), recorded(''));
    expect(played).toContain('BTC/USDT, ETH/USDT, EUR/USD moved by 535 weeks');
  });
});
