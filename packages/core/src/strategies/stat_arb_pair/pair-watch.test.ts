import { describe, expect, it } from 'vitest';
import { asSymbolId, type SymbolId } from '../../kernel/ids.ts';
import { barOf, boundTape, FOLLOWER, LEAD, PairDesk, tsEndOf, type Beat } from './pair.fixture.ts';
import { createPairWatch, findCompanion } from './pair-watch.ts';

const WINDOW = 60;

describe('the companion', () => {
  const third = asSymbolId('XAU/USD');
  it.each([
    ['of the first of two is the second', LEAD, [LEAD, FOLLOWER], FOLLOWER],
    ['of the second of two is the first', FOLLOWER, [LEAD, FOLLOWER], LEAD],
    ['of one alone is nobody', LEAD, [LEAD], undefined],
    ['of one of three is nobody', LEAD, [LEAD, FOLLOWER, third], undefined],
    ['of one named twice is nobody', LEAD, [LEAD, LEAD], undefined],
    ['of a stranger is nobody', third, [LEAD, FOLLOWER], undefined],
  ] as const)('%s', (_case, symbol, symbols, expected) => {
    const desk = new PairDesk();
    desk.symbols = symbols;
    expect(findCompanion(desk.seating(symbol))).toBe(expected);
  });
});

function watchesOf(desk: PairDesk) {
  const watchOf = (symbol: SymbolId, companion: SymbolId) =>
    createPairWatch(desk.seating(symbol), { companion, window: WINDOW });
  return { lead: watchOf(LEAD, FOLLOWER), follower: watchOf(FOLLOWER, LEAD) };
}

interface Way {
  /** Which symbol's bar is told first. */
  readonly first: 'lead' | 'follower';
  readonly isWarmup: boolean;
}

/** Live, both quotes stand before the bars come; history shows each symbol only at its own bar. */
function tell(
  desk: PairDesk,
  watches: ReturnType<typeof watchesOf>,
  told: Way & { beat: Beat; index: number },
) {
  const { beat, index, isWarmup, first } = told;
  const ts = tsEndOf(index);
  const sides = [
    { symbol: LEAD, mid: beat.lead, watch: watches.lead },
    { symbol: FOLLOWER, mid: beat.follower, watch: watches.follower },
  ];
  if (first === 'follower') sides.reverse();
  if (!isWarmup) for (const { symbol, mid } of sides) desk.show(symbol, { mid, ts });
  return sides.map(({ symbol, mid, watch }) => {
    desk.show(symbol, { mid, ts, isWarmup });
    return watch.add(desk.view(symbol), barOf(symbol, index, mid));
  });
}

describe('both sides', () => {
  it.each([
    { first: 'lead', isWarmup: false },
    { first: 'follower', isWarmup: false },
  ] as const)('measure the same spread live, $first first', (way) => {
    const desk = new PairDesk();
    const watches = watchesOf(desk);
    for (const [index, beat] of boundTape(100).entries()) {
      expect(tell(desk, watches, { ...way, beat, index })).toEqual([true, true]);
    }
    expect(watches.lead.spread.z()).not.toBeNaN();
    expect(watches.lead.spread.z()).toBe(watches.follower.spread.z());
    expect(watches.lead.spread.beta()).toBe(watches.follower.spread.beta());
  });

  it.each(['lead', 'follower'] as const)('learn the same from history, %s first', (first) => {
    const tape = boundTape(100);
    const [live, history] = [new PairDesk(), new PairDesk()];
    const [seen, learned] = [watchesOf(live), watchesOf(history)];
    for (const [index, beat] of tape.entries()) {
      tell(live, seen, { first, isWarmup: false, beat, index });
      expect(tell(history, learned, { first, isWarmup: true, beat, index })).toEqual([
        false,
        false,
      ]);
    }
    // The side told first still waits for the other's newest bar: one beat behind, no more.
    const one = { first, isWarmup: false, beat: { lead: 60_100, follower: 3_005 }, index: 100 };
    tell(live, seen, one);
    tell(history, learned, one);
    const second = first === 'lead' ? 'follower' : 'lead';
    expect(learned[second].spread.z()).toBe(seen[second].spread.z());
    expect(learned[first].spread.z()).toBeCloseTo(seen[first].spread.z(), 1);
  });
});

describe('no sample is taken', () => {
  const ready = () => {
    const desk = new PairDesk();
    const watch = watchesOf(desk).lead;
    desk.show(LEAD, { mid: 60_000, ts: tsEndOf(0) });
    desk.show(FOLLOWER, { mid: 3_000, ts: tsEndOf(0) });
    return { desk, add: () => watch.add(desk.view(LEAD), barOf(LEAD, 0, 60_000)) };
  };

  it.each([
    [
      'while the other has no price',
      (desk: PairDesk) => {
        desk.show(FOLLOWER, { mid: 0, ts: 0 });
      },
    ],
    [
      'while the other is known from history only',
      (desk: PairDesk) => {
        desk.show(FOLLOWER, { mid: 3_000, ts: tsEndOf(0), isWarmup: true });
      },
    ],
    [
      'while the other has been silent for longer than a bar',
      (desk: PairDesk) => {
        desk.show(FOLLOWER, { mid: 3_000, ts: -1 });
      },
    ],
    [
      'at the end of a bar given out late',
      (desk: PairDesk) => {
        desk.show(LEAD, { mid: 60_000, ts: tsEndOf(1) + 1 });
      },
    ],
    [
      'when the other is not there at all',
      (desk: PairDesk) => {
        desk.views.delete(FOLLOWER);
      },
    ],
  ])('%s', (_case, spoil) => {
    expect(ready().add()).toBe(true);
    const { desk, add } = ready();
    spoil(desk);
    expect(add()).toBe(false);
  });
});

it('a long break starts the window anew, a short one does not', () => {
  const play = (skipped: number): number => {
    const desk = new PairDesk();
    const watches = watchesOf(desk);
    for (const [index, beat] of boundTape(80).entries()) {
      const late = index < 79 ? index : index + skipped;
      tell(desk, watches, { first: 'lead', isWarmup: false, beat, index: late });
    }
    return watches.lead.spread.z();
  };
  expect(play(30)).not.toBeNaN();
  expect(play(61)).toBeNaN();
});
