import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../../../kernel/rng.ts';
import type { CalibrationCase } from './calibration-case.ts';
import { createCaseBook, type CaseBook, type CaseBookState } from './case-book.ts';
import type { CaseOpening } from './open-case.ts';
import { openingOf } from './opening.fixture.ts';

const SYMBOLS = ['BTC/USDT', 'ETH/USDT', 'SOL/USDT'];
const OPTIONS = { keep: 1_000, maxGapMs: 20_000 };
const TS_AFTER_ALL = 1e12;

type Step =
  | { readonly kind: 'open'; readonly opening: CaseOpening }
  | { readonly kind: 'price'; readonly symbol: string; readonly mid: number; readonly ts: number }
  | { readonly kind: 'clock'; readonly ts: number };

/** Walks of three symbols with silences, clocks between them, and cases opened on what was seen last. */
function stepsOf(seed: number, count: number): Step[] {
  const rng = createRng(seed);
  const mids = new Map(SYMBOLS.map((symbol) => [symbol, 100]));
  let ts = 0;
  return Array.from({ length: count }, (_, index): Step => {
    ts += Math.floor(rng.exponential() * (rng.next() < 0.03 ? 20_000 : 1_500));
    const symbol = SYMBOLS[Math.floor(rng.next() * SYMBOLS.length)] ?? '';
    const mid = mids.get(symbol) ?? 0;
    const draw = rng.next();
    if (draw < 0.1) return { kind: 'clock', ts };
    if (draw < 0.25) {
      const event = rng.next() < 0.5 ? 'up_1atr_before_down_1atr' : 'down_1atr_before_up_1atr';
      const [atr, horizonMs] = [0.1 + rng.next(), 1 + Math.floor(rng.next() * 40_000)];
      const version = rng.next() < 0.3 ? 'rules' : 'model';
      const stated = { decisionId: `d${index}`, pStated: rng.next(), event, version } as const;
      // Some are opened late, as after an answer that took its time.
      const tsDecided = Math.max(0, ts - (rng.next() < 0.2 ? 3_000 : 0));
      return {
        kind: 'open',
        opening: openingOf({ ...stated, symbol, tsDecided, mid, atr, horizonMs }),
      };
    }
    mids.set(symbol, mid * Math.exp(rng.gaussian() * 0.003));
    return { kind: 'price', symbol, mid: mids.get(symbol) ?? 0, ts };
  });
}

function play(book: CaseBook, step: Step): readonly CalibrationCase[] {
  if (step.kind === 'price') return book.onPrice(step.symbol, step.mid, step.ts);
  if (step.kind === 'clock') return book.onClock(step.ts);
  book.open(step.opening);
  return [];
}

function playAll(steps: readonly Step[]) {
  const book = createCaseBook(OPTIONS);
  const results = steps.flatMap((step) => play(book, step));
  return { book, results: [...results, ...book.onClock(TS_AFTER_ALL)] };
}

/** One case and all prices after its opening, looked at one by one. Undefined: void. */
function outcomeOf(opening: CaseOpening, later: readonly Step[]) {
  const tsEnd = opening.tsDecided + opening.horizonMs;
  let tsSeen = opening.tsDecided;
  for (const step of later) {
    if (step.kind !== 'price' || step.symbol !== opening.symbol) continue;
    if (Math.min(step.ts, tsEnd) - tsSeen > OPTIONS.maxGapMs) return undefined;
    if (step.ts > tsEnd) break;
    const isUp = step.mid >= opening.mid + opening.atr;
    if (isUp || step.mid <= opening.mid - opening.atr) {
      return { ts: step.ts, happened: isUp === opening.event.startsWith('up') };
    }
    tsSeen = step.ts;
  }
  return tsEnd - tsSeen > OPTIONS.maxGapMs ? undefined : { ts: tsEnd, happened: false };
}

const anySteps = fc
  .tuple(fc.integer(), fc.integer({ min: 1, max: 400 }))
  .map(([seed, count]) => stepsOf(seed, count));

describe('the book of cases, whatever the market does', () => {
  it('says of every case what looking at each price by itself says', () => {
    const kinds = { happened: 0, not: 0, void: 0 };
    fc.assert(
      fc.property(anySteps, (steps) => {
        const { book, results } = playAll(steps);
        const found = new Map(results.map((item) => [item.decisionId, item]));
        let voided = 0;
        for (const [index, step] of steps.entries()) {
          if (step.kind !== 'open') continue;
          const expected = outcomeOf(step.opening, steps.slice(index + 1));
          const item = found.get(step.opening.decisionId);
          const actual = item && { ts: item.tsResolves, happened: item.happened };
          expect(actual).toEqual(expected);
          if (expected === undefined) voided += 1;
          kinds[expected === undefined ? 'void' : expected.happened ? 'happened' : 'not'] += 1;
        }
        expect(book.voided).toBe(voided);
        expect(book.openCount).toBe(0);
      }),
    );
    expect(Math.min(kinds.happened, kinds.not, kinds.void)).toBeGreaterThan(50);
  });

  it('resolves each case once at most, and loses none', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const book = createCaseBook(OPTIONS);
        let [opened, resolved] = [0, 0];
        const ids = new Set<string>();
        for (const step of [...steps, ...steps.slice(-20)]) {
          if (step.kind === 'open' && book.open(step.opening)) opened += 1;
          if (step.kind === 'open') continue;
          for (const { decisionId, happened } of play(book, step)) {
            expect(happened).not.toBeNull();
            ids.add(decisionId);
            resolved += 1;
          }
          expect(ids.size).toBe(resolved);
          expect(resolved + book.voided + book.openCount).toBe(opened);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('comes to the same results without a clock in between', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const sorted = ({ results, book }: ReturnType<typeof playAll>) => ({
          voided: book.voided,
          results: [...results].sort((one, two) => (one.decisionId < two.decisionId ? -1 : 1)),
        });
        const without = steps.filter(({ kind }) => kind !== 'clock');
        expect(sorted(playAll(without))).toEqual(sorted(playAll(steps)));
      }),
    );
  });

  it('goes on after a restart as if there had been none', () => {
    const small = { ...OPTIONS, keep: 5 };
    fc.assert(
      fc.property(anySteps, fc.nat(400), (steps, cut) => {
        const one = createCaseBook(small);
        let two = createCaseBook(small);
        for (const [index, step] of steps.entries()) {
          if (index === cut) {
            two = createCaseBook(small, JSON.parse(JSON.stringify(two.state())) as CaseBookState);
          }
          expect(play(two, step)).toEqual(play(one, step));
        }
        expect(two.state()).toEqual(one.state());
        expect(two.cases()).toEqual(one.cases());
      }),
      { numRuns: 40 },
    );
  });
});
