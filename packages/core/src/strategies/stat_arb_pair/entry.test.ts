import { describe, expect, it } from 'vitest';
import type { EntryProposal } from '../contract.ts';
import { asSymbolId } from '../../kernel/ids.ts';
import { createEntry } from './entry.ts';
import {
  barOf,
  boundTape,
  FOLLOWER,
  HEDGE,
  LEAD,
  PairDesk,
  tsEndOf,
  type Beat,
} from './pair.fixture.ts';
import { params, type Params } from './params.ts';

const PUSHED = 130;
const small: Partial<Params> = { window_bars: 120, min_edge_bps: 5, min_half_life_bars: 1 };
/** The lead is dear for one minute. */
const dear = (size = 1.7e-3) => boundTape(160, (beat) => (beat === PUSHED ? size : 0));

interface Play {
  readonly tape?: readonly Beat[];
  readonly params?: Partial<Params>;
  readonly spreads?: readonly [number, number];
  readonly isWarmup?: boolean;
  readonly speaker?: typeof LEAD;
  readonly prepare?: (desk: PairDesk) => void;
}

function play(options: Play = {}) {
  const { tape = dear(), speaker = LEAD, spreads = [1, 1], isWarmup = false } = options;
  const desk = new PairDesk();
  options.prepare?.(desk);
  const brain = createEntry(
    { ...params.parse({}), ...small, ...options.params },
    desk.seating(speaker),
  );
  const proposals: { readonly beat: number; readonly proposal: EntryProposal }[] = [];
  for (const [beat, { lead, follower }] of tape.entries()) {
    const ts = tsEndOf(beat);
    desk.show(LEAD, { mid: lead, ts, isWarmup, spreadBps: spreads[0] });
    desk.show(FOLLOWER, { mid: follower, ts, isWarmup, spreadBps: spreads[1] });
    const own = speaker === LEAD ? lead : follower;
    const proposal = brain.onBar?.(desk.view(speaker), barOf(speaker, beat, own));
    if (proposal !== undefined) proposals.push({ beat, proposal });
  }
  return proposals;
}

const at = (proposals: ReturnType<typeof play>, beat: number) =>
  proposals.find((each) => each.beat === beat)?.proposal;

describe('a stretched spread', () => {
  it('sells the dear lead and buys the follower, weighted by the hedge ratio', () => {
    const proposal = at(play(), PUSHED);
    expect(proposal).toMatchObject({ side: 'sell', expiresInMs: 3_000 });
    expect(proposal?.thesis).toMatch(
      /^spread at z \d\.\d\d, hedge 0\.\d\d, half-life \d\.\d bars$/,
    );
    expect(proposal?.targetPrice).toBeUndefined();
    const [leg, ...more] = proposal?.legs ?? [];
    expect(more).toEqual([]);
    expect(leg).toMatchObject({ symbol: FOLLOWER, side: 'buy' });
    const beat = dear()[PUSHED];
    const lead = (proposal?.entry_units_intent ?? 0) * (beat?.lead ?? 0);
    const follower = (leg?.entry_units_intent ?? 0) * (beat?.follower ?? 0);
    expect(lead).toBeCloseTo(-1_500, 4);
    expect(follower / 1_500).toBeCloseTo(
      Number(/hedge (\S+),/.exec(proposal?.thesis ?? '')?.[1]),
      2,
    );
    expect(Math.abs(follower / 1_500 - HEDGE)).toBeLessThan(0.15);
    expect(proposal?.stopPrice).toBeGreaterThan(beat?.lead ?? 0);
    expect(leg?.stopPrice).toBeLessThan(beat?.follower ?? 0);
  });

  it('buys a cheap lead and sells the follower', () => {
    const proposal = at(play({ tape: dear(-1.7e-3) }), PUSHED);
    expect(proposal?.side).toBe('buy');
    expect(proposal?.legs?.[0]?.side).toBe('sell');
    expect(proposal?.legs?.[0]?.entry_units_intent).toBeLessThan(0);
  });

  it('counts each leg in account currency', () => {
    const prepare = (desk: PairDesk) => {
      const show = desk.show.bind(desk);
      desk.show = (symbol, shown) => {
        show(symbol, shown);
        if (symbol === FOLLOWER) desk.view(FOLLOWER).quoteToAccount = 0.01;
      };
    };
    const plain = at(play(), PUSHED)?.legs?.[0]?.entry_units_intent ?? 0;
    const converted = at(play({ prepare }), PUSHED)?.legs?.[0]?.entry_units_intent ?? 0;
    expect(converted / plain).toBeCloseTo(100, 6);
  });

  it('states a smaller chance the wider the quotes are', () => {
    const [near, wide] = [at(play(), PUSHED), at(play({ spreads: [3, 3] }), PUSHED)];
    expect(wide?.entry_probability).toBeLessThan(near?.entry_probability ?? 0);
    expect(near?.entry_probability).toBeLessThan(0.75);
  });
});

const alone = (...symbols: PairDesk['symbols']) => ({
  prepare: (desk: PairDesk) => {
    desk.symbols = symbols;
  },
});
const unrelated = () => dear().map((beat, i) => ({ ...beat, follower: 3_000 + Math.sin(i) }));

describe('nothing is proposed', () => {
  it.each<[string, Play]>([
    ['during warm-up', { isWarmup: true }],
    ['by the second symbol', { speaker: FOLLOWER }],
    ['with one symbol', alone(LEAD)],
    ['with three symbols', alone(LEAD, FOLLOWER, asSymbolId('XAU/USD'))],
    ['while the lead’s spread is too wide', { spreads: [5, 1] }],
    ['while the follower’s spread is too wide', { spreads: [1, 5] }],
    ['before the window is full', { tape: dear().slice(20) }],
    ['beyond the middle between entry and stop', { params: { stop_z: 2.8 } }],
    ['when the way back is not worth its costs', { params: { min_edge_bps: 200 } }],
    [
      'when the spread comes back too slowly',
      { params: { min_half_life_bars: 0, max_half_life_bars: 0.5 } },
    ],
    ['when it comes back faster than the quotes move', { params: { min_half_life_bars: 12 } }],
    ['when the two hardly move together', { tape: unrelated() }],
    ['when the hedge ratio is out of bounds', { params: { max_hedge: 1.01 } }],
    ['while the lead is held', { prepare: (desk) => desk.held.add(LEAD) }],
    ['while the follower is held', { prepare: (desk) => desk.held.add(FOLLOWER) }],
    [
      'without a rate for one leg',
      {
        prepare: (desk) => {
          const show = desk.show.bind(desk);
          desk.show = (symbol, shown) => {
            show(symbol, shown);
            desk.view(FOLLOWER).quoteToAccount = 0;
          };
        },
      },
    ],
  ])('%s', (_case, options) => {
    expect(at(play(), PUSHED)).toBeDefined();
    expect(at(play(options), PUSHED)).toBeUndefined();
  });
});

it('rests after a proposal for as long as it was told', () => {
  const pushes: Readonly<Record<number, number>> = { [PUSHED]: 1.7e-3, [PUSHED + 3]: 2.6e-3 };
  const twice = boundTape(160, (beat) => pushes[beat] ?? 0);
  const beats = (changes: Partial<Params>) =>
    play({ tape: twice, params: { ...changes, min_half_life_bars: 0 } }).map(({ beat }) => beat);
  expect(beats({ cooldown_ms: 0 })).toContain(PUSHED + 3);
  expect(beats({ cooldown_ms: 600_000 })).not.toContain(PUSHED + 3);
});

describe('of the future nothing is known', () => {
  const tape = boundTape(400, (beat) => (beat % 41 === 7 ? 2e-3 : 0));
  const whole = play({ tape });

  it.each([100, 130, 131, 172, 173, 250, 399])('with all after beat %i cut off', (cut) => {
    expect(whole.length).toBeGreaterThan(2);
    expect(play({ tape: tape.slice(0, cut) })).toEqual(whole.filter(({ beat }) => beat < cut));
  });
});
