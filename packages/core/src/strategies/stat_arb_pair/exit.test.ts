import { describe, expect, it } from 'vitest';
import type { SymbolId } from '../../kernel/ids.ts';
import { positionAt } from '../view.fixture.ts';
import { createExit } from './exit.ts';
import { barOf, boundTape, FOLLOWER, LEAD, PairDesk, tsEndOf } from './pair.fixture.ts';
import { params, type Params } from './params.ts';

const small: Partial<Params> = { window_bars: 120 };
const LAST = 139;

/** Both exit brains see the tape whose last beat is pushed; what each says of its own leg at the end. */
function askBoth(push: number, leadSide: 'long' | 'short', changes: Partial<Params> = {}) {
  const desk = new PairDesk();
  const all = { ...params.parse({}), ...small, ...changes };
  const seats: readonly [SymbolId, 'long' | 'short'][] = [
    [LEAD, leadSide],
    [FOLLOWER, leadSide === 'long' ? 'short' : 'long'],
  ];
  const exits = seats.map(([symbol]) => createExit(all, desk.seating(symbol)));
  let answers: (string | undefined)[] = [];
  for (const [beat, { lead, follower }] of boundTape(LAST + 1, (i) =>
    i === LAST ? push : 0,
  ).entries()) {
    desk.show(LEAD, { mid: lead, ts: tsEndOf(beat) });
    desk.show(FOLLOWER, { mid: follower, ts: tsEndOf(beat) });
    answers = seats.map(([symbol, side], seat) => {
      const view = desk.view(symbol);
      const bar = barOf(symbol, beat, view.mid);
      exits[seat]?.observeBar?.(view, bar);
      return exits[seat]?.onBar?.(view, positionAt({ side }), bar)?.thesis;
    });
  }
  return answers;
}

describe('on bars both legs say the same', () => {
  it.each([
    ['a dear lead that was sold is held', 1.3e-3, 'short', undefined],
    ['a cheap lead that was bought is held', -1.3e-3, 'long', undefined],
    ['a spread that came back is closed', 0, 'short', /^spread is back at z/],
    ['one that came back from below too', 0, 'long', /^spread is back at z/],
    ['one that went over to the other side too', 1.3e-3, 'long', /^spread is back at z -/],
    ['one that ran on is given up', 6e-3, 'short', /^spread ran on to z/],
    ['one that ran on downwards too', -6e-3, 'long', /^spread ran on to z/],
  ] as const)('%s', (_case, push, side, thesis) => {
    // At the quiet end the natural gap decides; a wide exit_z stands for "nearly back" on both signs.
    const [lead, follower] = askBoth(push, side, push === 0 ? { exit_z: 2.3 } : {});
    expect(follower).toBe(lead);
    if (thesis === undefined) expect(lead).toBeUndefined();
    else expect(lead).toMatch(thesis);
  });

  it('a young window closes nothing', () => {
    expect(askBoth(0, 'short', { window_bars: 200 })).toEqual([undefined, undefined]);
  });
});

function seatOf(changes: Partial<Params> = {}) {
  const desk = new PairDesk();
  const exit = createExit({ ...params.parse({}), ...changes }, desk.seating(LEAD));
  const ask = (tsOpened: number, ageMs: number) =>
    exit.onQuote?.(desk.view(LEAD), positionAt({ tsOpened, ageMs, gainBps: -2 }))?.thesis;
  return { desk, ask };
}

const ALONE = 'the other leg is not held';

describe('a leg alone', () => {
  it('waits for the other for the grace, then closes', () => {
    const { ask } = seatOf();
    expect([ask(1, 0), ask(1, 4_999), ask(1, 5_000)]).toEqual([undefined, undefined, ALONE]);
  });

  it('that has been seen with the other closes at once when the other is gone', () => {
    const { desk, ask } = seatOf();
    desk.held.add(FOLLOWER);
    expect(ask(1, 100)).toBeUndefined();
    desk.held.delete(FOLLOWER);
    expect(ask(1, 200)).toBe(ALONE);
  });

  it('is not taken for the pair before it', () => {
    const { desk, ask } = seatOf();
    desk.held.add(FOLLOWER);
    ask(1, 100);
    desk.held.delete(FOLLOWER);
    expect(ask(60_001, 100)).toBeUndefined();
  });

  it('of what is no pair any more is closed', () => {
    const desk = new PairDesk();
    desk.symbols = [LEAD];
    const exit = createExit(params.parse({}), desk.seating(LEAD));
    expect(exit.onQuote?.(desk.view(LEAD), positionAt({ ageMs: 5_000 }))?.thesis).toBe(ALONE);
  });
});

it('a pair that grew too old is closed', () => {
  const { desk, ask } = seatOf({ time_stop_ms: 600_000 });
  desk.held.add(FOLLOWER);
  expect(ask(1, 599_999)).toBeUndefined();
  expect(ask(1, 600_000)).toBe('time is up after 10 min at -2.0 bps');
});
