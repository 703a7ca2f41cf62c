import { describe, expect, it } from 'vitest';
import type { EntryProposal } from '../contract.ts';
import { barAt, viewAt } from '../view.fixture.ts';
import { createEntry } from './entry.ts';
import { params, type Params } from './params.ts';

/** A level start, a steep fall, a bounce, then a slow drift to a slightly lower low and a turn. */
function fallingTape(): number[] {
  const leg = (from: number, to: number, bars: number): number[] =>
    Array.from({ length: bars }, (_, i) => from + ((to - from) * (i + 1)) / bars);
  return [
    ...Array.from({ length: 40 }, (_, i) => 100 + (i % 2) * 0.02),
    ...leg(100, 96, 10),
    ...leg(96, 97.5, 8),
    ...leg(97.5, 95.8, 16),
    ...leg(95.8, 96.6, 6),
  ];
}

const mirrored = (tape: readonly number[]): number[] => tape.map((close) => 200 - close);

function play(
  closes: readonly number[],
  options: {
    readonly params?: Partial<Params>;
    readonly spreadBps?: number;
    readonly isWarmup?: boolean;
  } = {},
) {
  const brain = createEntry({ ...params.parse({}), ...options.params });
  const proposals: { readonly bar: number; readonly proposal: EntryProposal }[] = [];
  for (const [bar, close] of closes.entries()) {
    const view = viewAt(close, (bar + 1) * 5_000, options);
    const proposal = brain.onBar?.(view, barAt(close, bar * 5_000));
    if (proposal !== undefined) proposals.push({ bar, proposal });
  }
  return proposals;
}

describe('the golden tape', () => {
  it('is bought two bars after its second low', () => {
    const [first, ...more] = play(fallingTape());
    expect(more).toEqual([]);
    expect(first?.bar).toBe(40 + 10 + 8 + 16 + 1);
    expect(first?.proposal).toMatchObject({ side: 'buy', expiresInMs: 5_000 });
    expect(first?.proposal.thesis).toContain('a further low that RSI');
    expect(first?.proposal.entry_units_intent).toBeGreaterThan(15);
    expect(first?.proposal.entry_probability).toBeGreaterThan(0.45);
  });

  it('turned upside down is sold at the same bar', () => {
    const [first] = play(mirrored(fallingTape()));
    expect(first?.bar).toBe(75);
    expect(first?.proposal.side).toBe('sell');
    expect(first?.proposal.entry_units_intent).toBeLessThan(0);
  });
});

describe('nothing is proposed', () => {
  it.each([
    ['during warm-up', play(fallingTape(), { isWarmup: true })],
    ['while the spread is too wide', play(fallingTape(), { spreadBps: 9 })],
    ['on bars it was told not to read', play(fallingTape(), { params: { bars: '1m' } })],
    [
      'when the RSI gap is smaller than asked for',
      play(fallingTape(), { params: { min_rsi_gap: 45 } }),
    ],
    ['in a steady rise', play(Array.from({ length: 120 }, (_, i) => 100 + i * 0.1))],
  ])('%s', (_case, proposals) => {
    expect(proposals).toEqual([]);
  });
});
