import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '@quarterdeck/core/kernel/clock';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import { STRIKE_KINDS, STRIKES } from './storm-kinds.ts';
import { Storm } from './storm.ts';

const symbols = ['BTC/USD', 'ETH/USD'].map(asSymbolId);
const open = (seed = 1): Storm => new Storm({ seed, runMs: 10 * HOUR_MS, symbols });

describe('a storm', () => {
  it('strikes as often as it says, each kind by its own draws', () => {
    const storm = open();
    const times = 20_000;
    for (const kind of STRIKE_KINDS) {
      for (let message = 0; message < times; message += 1) storm.strikes(kind);
      const share = (storm.met.get(kind) ?? 0) / times;
      expect(share * 1_000).toBeGreaterThan(STRIKES[kind] * 0.8);
      expect(share * 1_000).toBeLessThan(STRIKES[kind] * 1.2);
    }
  });

  it('strikes the same messages whatever else is asked in between', () => {
    const [plain, busy] = [open(), open()];
    for (let message = 0; message < 2_000; message += 1) {
      busy.strikes('report_lost');
      expect(busy.strikes('venue_reject')).toBe(plain.strikes('venue_reject'));
    }
  });

  it('counts an episode once, and only when something felt it', () => {
    const storm = open();
    let elapsedMs = 0;
    let begun = 0;
    while (begun === 0) {
      elapsedMs += 1_000;
      begun = storm.moveTo(elapsedMs).filter(({ kind }) => kind === 'venue_down').length;
    }
    expect(storm.met.get('venue_down')).toBe(0);
    expect([storm.lasts('venue_down'), storm.lasts('venue_down')]).toEqual([true, true]);
    expect(storm.met.get('venue_down')).toBe(1);
    storm.moveTo(elapsedMs + 15_000);
    expect(storm.isGoing('venue_down')).toBe(false);
  });

  it('silences symbols for a while, and none once it is over', () => {
    const storm = open();
    const silent = new Set<string>();
    for (let elapsedMs = 0; elapsedMs < 3 * HOUR_MS; elapsedMs += 1_000) {
      storm.moveTo(elapsedMs);
      for (const symbol of symbols) if (storm.isSilent(symbol)) silent.add(symbol);
    }
    expect([...silent].sort()).toEqual([...symbols].sort());
    storm.end();
    for (let elapsedMs = 3 * HOUR_MS; elapsedMs < 6 * HOUR_MS; elapsedMs += 1_000) {
      expect(storm.moveTo(elapsedMs)).toEqual([]);
      expect(symbols.some((symbol) => storm.isSilent(symbol))).toBe(false);
    }
    expect(storm.strikes('report_lost')).toBe(false);
  });
});
