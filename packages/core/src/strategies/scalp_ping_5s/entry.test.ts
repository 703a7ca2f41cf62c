import { describe, expect, it } from 'vitest';
import type { EntryProposal } from '../contract.ts';
import { viewAt } from '../view.fixture.ts';
import { createEntry } from './entry.ts';
import { params, type Params } from './params.ts';

const RESTLESS_S = 180;
const QUIET_S = 30;

/** Mid of each second: restless first, so that the quiet spell that follows is known to be one. */
function tapeMids(burst: readonly number[]): number[] {
  const restless = Array.from({ length: RESTLESS_S }, (_, i) => 100 + (i % 10 < 5 ? 0.2 : 0));
  const quiet = Array.from({ length: QUIET_S }, (_, i) => 100 + (i % 2 === 0 ? 0.01 : 0));
  return [...restless, ...quiet, ...burst];
}

function play(
  burst: readonly number[],
  options: {
    readonly params?: Partial<Params>;
    readonly spreadBps?: number;
    readonly isWarmup?: boolean;
  } = {},
): EntryProposal[] {
  const brain = createEntry({ ...params.parse({}), ...options.params });
  const proposals: EntryProposal[] = [];
  for (const [second, mid] of tapeMids(burst).entries()) {
    const proposal = brain.onQuote?.(viewAt(mid, second * 1_000, options));
    if (proposal !== undefined) proposals.push(proposal);
  }
  return proposals;
}

const UP = [100.03, 100.06, 100.09, 100.12];
const DOWN = [99.98, 99.95, 99.92, 99.89];

describe('a burst out of a quiet spell', () => {
  it('upwards is bought, with stop below, target above and both intent fields', () => {
    const [proposal, ...more] = play(UP);
    expect(more).toEqual([]);
    expect(proposal).toMatchObject({ side: 'buy', expiresInMs: 2_000 });
    expect(proposal?.entry_units_intent).toBeCloseTo(15, 0);
    expect(proposal?.entry_probability).toBeGreaterThan(0.45);
    expect(proposal?.entry_probability).toBeLessThan(0.7);
    expect(proposal?.stopPrice).toBeLessThan(100);
    expect(proposal?.targetPrice).toBeGreaterThan(100.2);
    expect(proposal?.thesis).toContain('5 s burst of');
  });

  it('downwards is sold', () => {
    const [proposal] = play(DOWN);
    expect(proposal?.side).toBe('sell');
    expect(proposal?.entry_units_intent).toBeLessThan(0);
    expect(proposal?.stopPrice).toBeGreaterThan(100);
  });

  it('states a greater chance the further it goes in one leap', () => {
    const [small] = play([100.05]);
    const [large] = play([100.15]);
    expect(small?.entry_probability).toBeLessThan(large?.entry_probability ?? 0);
  });
});

describe('nothing is proposed', () => {
  it.each([
    ['while the move is smaller than asked for', play([100.02, 100.02])],
    [
      'while it is larger than the spell but too small to be worth it',
      play(UP, { params: { min_burst_bps: 50 } }),
    ],
    ['while the spread is too wide', play(UP, { spreadBps: 5 })],
    ['during warm-up', play(UP, { isWarmup: true })],
    ['when the spell was not quiet enough', play(UP, { params: { quiet_ratio: 0.01 } })],
    ['when prices stay inside the spell', play([100, 100.01, 100, 100.01])],
  ])('%s', (_case, proposals) => {
    expect(proposals).toEqual([]);
  });

  it('before the usual range of the market is known', () => {
    const brain = createEntry(params.parse({}));
    const mids = [...Array.from({ length: 60 }, () => 100), ...UP];
    const answers = mids.map((mid, second) => brain.onQuote?.(viewAt(mid, second * 1_000)));
    expect(answers.every((answer) => answer === undefined)).toBe(true);
  });
});

it('rests after a proposal for as long as it was told', () => {
  const again = [...UP, 100.3, 100.5, 100.7];
  expect(play(again)).toHaveLength(1);
  expect(play(again, { params: { cooldown_ms: 0 } }).length).toBeGreaterThan(1);
});
