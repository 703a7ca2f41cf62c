import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../../kernel/clock.ts';
import { createCaseBook, type CaseBookState } from './case-book.ts';
import { fitCalibration } from './fit-calibration.ts';
import { learnerConfigSchema } from '../../../contract/agent/config/learner.schema.ts';
import type { CaseOpening } from './open-case.ts';
import { openingOf } from './opening.fixture.ts';

const BTC = 'BTC/USDT';
const OPTIONS = { keep: 3, maxGapMs: 10 * HOUR_MS };
const bookOf = (changes: Partial<CaseOpening> = {}, options = OPTIONS) => {
  const book = createCaseBook(options);
  expect(book.open(openingOf(changes))).toBe(true);
  return book;
};
const DOWN = { event: 'down_1atr_before_up_1atr' } as const;

describe('a case', () => {
  it.each([
    ['up, upper level first', {}, 101, true],
    ['up, lower level first', {}, 99, false],
    ['down, lower level first', DOWN, 99, true],
    ['down, upper level first', DOWN, 101, false],
    ['up, far beyond the upper level', {}, 140, true],
  ])('is known by the level met first: %s', (_, changes, mid, happened) => {
    const book = bookOf(changes);
    expect(book.onPrice(BTC, 100.99, 1_000)).toEqual([]);
    expect(book.onPrice(BTC, 99.01, 2_000)).toEqual([]);
    expect(book.onPrice(BTC, mid, 3_000)).toMatchObject([
      { decisionId: 'd1', tsDecided: 0, tsResolves: 3_000, happened },
    ]);
    expect(book.onPrice(BTC, 200 - mid, 4_000)).toEqual([]);
    expect([book.openCount, book.voided]).toEqual([0, 0]);
  });

  it('is decided by the very first price, if that is beyond a level', () => {
    expect(bookOf().onPrice(BTC, 101, 0)).toMatchObject([{ happened: true, tsResolves: 0 }]);
  });

  it('did not happen when its horizon ends first, whatever the price after it', () => {
    const book = bookOf();
    book.onPrice(BTC, 100.5, 3 * HOUR_MS);
    expect(book.onPrice(BTC, 150, 4 * HOUR_MS + 1)).toMatchObject([
      { happened: false, tsResolves: 4 * HOUR_MS },
    ]);
  });

  it('may still come true at the very end of its horizon', () => {
    const book = bookOf();
    expect(book.onClock(4 * HOUR_MS)).toEqual([]);
    expect(book.onPrice(BTC, 101, 4 * HOUR_MS)).toMatchObject([
      { happened: true, tsResolves: 4 * HOUR_MS },
    ]);
  });

  it('is closed by the clock when no price comes', () => {
    const book = bookOf();
    expect(book.onClock(5 * HOUR_MS)).toMatchObject([{ happened: false, tsResolves: 4 * HOUR_MS }]);
    expect(book.openCount).toBe(0);
  });

  it('is not moved by another symbol, an old price or no price at all', () => {
    const book = bookOf({ tsDecided: 1_000 });
    expect(book.onPrice('ETH/USDT', 101, 2_000)).toEqual([]);
    expect(book.onPrice(BTC, 101, 999)).toEqual([]);
    for (const mid of [Number.NaN, 0, -5, Infinity]) {
      expect(book.onPrice(BTC, mid, 2_000)).toEqual([]);
    }
    expect(book.onPrice(BTC, 100, 3_000)).toEqual([]);
    expect(book.onPrice(BTC, 101, 2_999)).toEqual([]);
    expect(book.openCount).toBe(1);
  });

  it('is what the calibration reads', () => {
    const book = bookOf({}, { ...OPTIONS, keep: 100 });
    for (let index = 2; index < 40; index += 1) {
      book.open(openingOf({ decisionId: `d${index}`, pStated: index / 50 }));
    }
    book.onPrice(BTC, 101, MINUTE_MS);
    const selection = { version: 'model@prompt-1', ts: HOUR_MS };
    const config = learnerConfigSchema.parse({}).calibration;
    expect(fitCalibration(book.cases(), selection, config).n).toBe(39);
  });
});

describe('a case whose symbol was silent for too long', () => {
  const options = { keep: 3, maxGapMs: 10 * MINUTE_MS };

  it('is void, and never a result', () => {
    const book = bookOf({}, options);
    book.onPrice(BTC, 100, MINUTE_MS);
    expect(book.onPrice(BTC, 101, 11 * MINUTE_MS + 1)).toEqual([]);
    expect([book.voided, book.openCount, book.cases()]).toEqual([1, 0, []]);
  });

  it('stands when the silence was just as long as allowed', () => {
    const book = bookOf({}, options);
    book.onPrice(BTC, 100, MINUTE_MS);
    expect(book.onPrice(BTC, 101, 11 * MINUTE_MS)).toHaveLength(1);
  });

  it('is void by the clock as well, before or after its horizon', () => {
    const book = bookOf({}, options);
    book.open(openingOf({ symbol: 'ETH/USDT', decisionId: 'd2', horizonMs: 11 * MINUTE_MS }));
    expect(book.onClock(10 * MINUTE_MS)).toEqual([]);
    expect(book.onClock(12 * MINUTE_MS)).toEqual([]);
    expect([book.voided, book.openCount]).toEqual([2, 0]);
  });

  it('is a result when the silence began only with the end of its horizon', () => {
    const book = bookOf({ horizonMs: 5 * MINUTE_MS }, options);
    book.onPrice(BTC, 100, 4 * MINUTE_MS);
    expect(book.onPrice(BTC, 100, 9 * HOUR_MS)).toMatchObject([
      { happened: false, tsResolves: 5 * MINUTE_MS },
    ]);
  });

  it('is judged by its own life: a later one is not void with it', () => {
    const book = bookOf({}, options);
    book.onPrice(BTC, 100, MINUTE_MS);
    book.open(openingOf({ decisionId: 'd2', tsDecided: 8 * MINUTE_MS }));
    expect(book.onPrice(BTC, 101, 12 * MINUTE_MS)).toMatchObject([{ decisionId: 'd2' }]);
    expect(book.voided).toBe(1);
  });

  it('is void after a stop that was too long, and not after a short one', () => {
    const book = bookOf({}, options);
    book.onPrice(BTC, 100, MINUTE_MS);
    const state = JSON.parse(JSON.stringify(book.state())) as CaseBookState;
    const [short, long] = [createCaseBook(options, state), createCaseBook(options, state)];
    expect(short.onPrice(BTC, 101, 9 * MINUTE_MS)).toMatchObject([{ happened: true }]);
    expect(long.onPrice(BTC, 101, 20 * MINUTE_MS)).toEqual([]);
    expect([short.voided, long.voided]).toEqual([0, 1]);
  });
});

describe('the book of cases', () => {
  it('keeps the newest resolved ones and every open one', () => {
    const book = createCaseBook(OPTIONS);
    for (let index = 1; index <= 6; index += 1) {
      book.open(openingOf({ decisionId: `d${index}`, atr: index }));
    }
    for (let index = 1; index <= 4; index += 1) book.onPrice(BTC, 100 + index, index);
    expect(book.cases().map(({ decisionId, happened }) => [decisionId, happened])).toEqual([
      ['d2', true],
      ['d3', true],
      ['d4', true],
      ['d5', null],
      ['d6', null],
    ]);
    expect(book.cases().at(-1)?.tsResolves).toBe(4 * HOUR_MS);
    expect(book.openCount).toBe(2);
  });

  it('keeps as many of each version: a busy forecaster does not make another one unknown', () => {
    const book = bookOf({ version: 'seldom' });
    book.onPrice(BTC, 101, 1);
    for (let index = 2; index <= 9; index += 1) {
      book.open(openingOf({ decisionId: `d${index}`, version: 'busy', tsDecided: index }));
      book.onPrice(BTC, 101, index);
    }
    const restored = createCaseBook(OPTIONS, book.state());
    expect(restored.cases()).toEqual(book.cases());
    expect(restored.cases()[0]?.decisionId).toBe('d1');
    expect(restored.cases().map(({ version }) => version)).toEqual([
      'seldom',
      ...Array.from({ length: 3 }, () => 'busy'),
    ]);
  });

  it('takes the answers of two forecasters to one question', () => {
    const book = bookOf({ version: 'model' });
    expect(book.open(openingOf({ version: 'rules' }))).toBe(true);
    expect(book.onPrice(BTC, 101, 1).map(({ version }) => version)).toEqual(['model', 'rules']);
  });

  it('takes a decision once for each event, open or resolved', () => {
    const book = bookOf();
    expect(book.open(openingOf())).toBe(false);
    expect(book.open(openingOf(DOWN))).toBe(true);
    expect(book.onPrice(BTC, 101, 1)).toHaveLength(2);
    expect(book.open(openingOf())).toBe(false);
  });

  it.each([
    ['pStated', 1.1],
    ['pStated', Number.NaN],
    ['mid', 0],
    ['atr', 0],
    ['atr', Number.NaN],
    ['atr', Infinity],
    ['horizonMs', 0],
    ['tsDecided', Number.NaN],
  ])('takes no case with a broken figure: %s = %s', (field, value) => {
    const book = createCaseBook(OPTIONS);
    expect(book.open(openingOf({ [field]: value }))).toBe(false);
    expect(book.cases()).toEqual([]);
  });

  it('hands out one and the same empty list while nothing is near', () => {
    const book = bookOf();
    const quiet = book.onPrice(BTC, 100.2, 1);
    expect(book.onPrice(BTC, 100.3, 2)).toBe(quiet);
    expect(book.onPrice('ETH/USDT', 100, 3)).toBe(quiet);
    expect(book.onClock(4)).toBe(quiet);
  });
});
