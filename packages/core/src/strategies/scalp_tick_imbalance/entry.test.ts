import { describe, expect, it } from 'vitest';
import type { EntryProposal } from '../contract.ts';
import { tradeOf, viewAt } from '../view.fixture.ts';
import { createEntry } from './entry.ts';
import { params, type Params } from './params.ts';

interface Options {
  readonly params?: Partial<Params>;
  readonly spreadBps?: number;
  readonly isWarmup?: boolean;
}

/** One trade and one quote every 250 ms; the mid climbs or falls by `stepBps` each time. */
function playTrades(sides: string, stepBps: number, options: Options = {}): EntryProposal[] {
  const brain = createEntry({ ...params.parse({}), ...options.params });
  const proposals: EntryProposal[] = [];
  for (const [index, letter] of sides.split('').entries()) {
    const view = viewAt(100 * (1 + (index * stepBps) / 10_000), 1_000 + index * 250, options);
    const asked = [
      brain.onQuote?.(view),
      brain.onTrade?.(view, tradeOf(letter === 'b' ? 'buy' : 'sell')),
    ];
    proposals.push(...asked.filter((proposal) => proposal !== undefined));
  }
  return proposals;
}

const BUYS = 'b'.repeat(30);
const SELLS = 's'.repeat(30);
const MIXED = 'bs'.repeat(30);

describe('traded volume', () => {
  it('on the buyers’ side with a rising mid is followed, once', () => {
    const [proposal, ...more] = playTrades(BUYS, 0.5);
    expect(more).toEqual([]);
    expect(proposal?.side).toBe('buy');
    expect(proposal?.entry_units_intent).toBeCloseTo(15, 0);
    expect(proposal?.thesis).toMatch(/^traded volume leans 100 % to the buy side/);
    expect(proposal?.entry_probability).toBeGreaterThan(0.4);
  });

  it('on the sellers’ side with a falling mid is followed', () => {
    const [proposal] = playTrades(SELLS, -0.5);
    expect(proposal?.side).toBe('sell');
    expect(proposal?.entry_units_intent).toBeLessThan(0);
    expect(proposal?.stopPrice).toBeGreaterThan(99);
  });

  it('must be one-sided by size, not by number: one large sale outweighs many small buys', () => {
    const brain = createEntry(params.parse({}));
    const answers = Array.from({ length: 30 }, (_, index) => {
      const view = viewAt(100 + index * 0.005, 1_000 + index * 250);
      brain.onQuote?.(view);
      return brain.onTrade?.(view, index % 3 === 0 ? tradeOf('sell', '2') : tradeOf('buy', '1'));
    });
    expect(answers.every((answer) => answer === undefined)).toBe(true);
  });
});

describe('nothing is proposed', () => {
  it.each([
    ['while the sides take turns', playTrades(MIXED, 0.5)],
    ['while too few have traded', playTrades('bbbbbbbb', 2)],
    ['while the price does not follow: someone larger absorbs', playTrades(BUYS, 0)],
    ['while the price goes the other way', playTrades(BUYS, -0.5)],
    ['while the spread is too wide', playTrades(BUYS, 0.5, { spreadBps: 5 })],
    ['during warm-up', playTrades(BUYS, 0.5, { isWarmup: true })],
  ])('%s', (_case, proposals) => {
    expect(proposals).toEqual([]);
  });
});

it('an imbalance that lasts is told once; a new one after a fair spell is told again', () => {
  const options = { params: { cooldown_ms: 0 } };
  expect(playTrades('b'.repeat(100), 0.5, options)).toHaveLength(1);
  expect(playTrades(`${BUYS}${MIXED}${'b'.repeat(60)}`, 0.5, options)).toHaveLength(2);
});

describe('a symbol without trades', () => {
  const playQuotes = (mids: readonly number[]): EntryProposal[] => {
    const brain = createEntry(params.parse({}));
    const answers = mids.map((mid, index) => brain.onQuote?.(viewAt(mid, 1_000 + index * 250)));
    return answers.filter((answer) => answer !== undefined);
  };

  it('is read by the tick rule', () => {
    const [proposal, ...more] = playQuotes(Array.from({ length: 40 }, (_, i) => 100 + i * 0.005));
    expect(more).toEqual([]);
    expect(proposal?.side).toBe('buy');
    expect(proposal?.thesis).toContain('quote moves');
  });

  it('gives nothing for a mid that goes up and down alike', () => {
    expect(playQuotes(Array.from({ length: 80 }, (_, i) => 100 + (i % 2) * 0.01))).toEqual([]);
  });

  it('is no longer read so once a trade has come', () => {
    const brain = createEntry(params.parse({}));
    brain.onTrade?.(viewAt(100, 1_000), tradeOf('buy'));
    const answers = Array.from({ length: 40 }, (_, i) =>
      brain.onQuote?.(viewAt(100 + i * 0.01, 1_000 + i * 250)),
    );
    expect(answers.every((answer) => answer === undefined)).toBe(true);
  });
});
