import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../kernel/clock.ts';
import { ensureInvariant } from '../../kernel/ensure.ts';
import { readCryptoRegime, shouldRefit, type DatedFit } from './crypto-regime.ts';
import { dailyReturns, type DailyClose } from './daily-returns.ts';
import { fitHmm } from './fit-hmm.ts';
import { FIT_OPTIONS, KNOWN, walkModel } from './hmm.fixture.ts';

const T0 = Date.UTC(2024, 0, 1);
const DAYS = 400;
const { returns } = walkModel(KNOWN, DAYS, 13);
const config = { returns: 365, turbulent_at: 0.5, max_age_days: 3 } as const;

function closesOf(steps: Float64Array): DailyClose[] {
  let close = 40_000;
  return [0, ...steps].map((step, day) => {
    close *= Math.exp(step);
    return { tsOpen: T0 + day * DAY_MS, close };
  });
}

const closes = closesOf(returns);
const end = T0 + (DAYS + 1) * DAY_MS;

function fitAt(now: number): DatedFit {
  const known = dailyReturns(closes, { now, keep: 'all' });
  ensureInvariant(known.ok && known.value.tsKnown !== null, 'there are closes');
  const fit = fitHmm(known.value.values, FIT_OPTIONS);
  ensureInvariant(fit.ok, 'two states');
  return { fit: fit.value, tsKnown: known.value.tsKnown };
}

const dated = fitAt(end);
const ask = (question: Partial<Parameters<typeof readCryptoRegime>[0]>) =>
  readCryptoRegime({ dated, closes, now: end, config, ...question });

describe('the daily returns', () => {
  it('do not hold the day that has not ended', () => {
    const one = dailyReturns(closes, { now: end - 1, keep: 'all' });
    expect(one).toMatchObject({ ok: true, value: { tsKnown: end - DAY_MS } });
    expect(one.ok && one.value.values.length).toBe(DAYS - 1);
  });

  it('leave out the step over a missing day', () => {
    const holed = closes.filter((_, day) => day !== 100);
    const result = dailyReturns(holed, { now: end, keep: 'all' });
    expect(result).toMatchObject({ ok: true, value: { gaps: 1 } });
    expect(result.ok && result.value.values.length).toBe(DAYS - 2);
  });

  it('keep the newest only', () => {
    const result = dailyReturns(closes, { now: end, keep: 3 });
    expect(result.ok && [...result.value.values]).toEqual(
      [...returns.slice(-3)].map((value) => expect.closeTo(value, 12) as number),
    );
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuse a close of %s', (close) => {
    const broken = closes.with(5, { tsOpen: T0 + 5 * DAY_MS, close });
    expect(dailyReturns(broken, { now: end, keep: 'all' })).toMatchObject({
      code: 'CLOSE_MALFORMED',
      numbers: { tsOpen: T0 + 5 * DAY_MS },
    });
  });

  it('refuse days out of order', () => {
    expect(dailyReturns(closes.toReversed(), { now: end, keep: 'all' })).toMatchObject({
      code: 'CLOSES_UNORDERED',
    });
  });
});

describe('the regime of today', () => {
  it('is turbulent after a week of wild days and calm after a month of quiet ones', () => {
    const wild = Float64Array.from(returns);
    wild.set([0.09, -0.1, 0.08, -0.09, 0.1, -0.08, 0.09], DAYS - 7);
    expect(ask({ closes: closesOf(wild) })).toMatchObject({ regime: 'turbulent', why: '' });
    const quiet = Float64Array.from(returns).fill(0.002, DAYS - 30);
    expect(ask({ closes: closesOf(quiet) })).toMatchObject({ regime: 'calm', asOf: end });
  });

  it('moves with the probability that the configuration asks for', () => {
    const { turbulent } = ask({});
    ensureInvariant(turbulent !== null && turbulent > 0, 'a probability above zero');
    const low = { ...config, turbulent_at: turbulent };
    const high = { ...config, turbulent_at: turbulent + 1e-9 };
    expect(ask({ config: low }).regime).toBe('turbulent');
    expect(ask({ config: high }).regime).toBe('calm');
  });

  it('is unknown, with a reason, where it cannot be known', () => {
    expect(ask({ dated: null })).toMatchObject({ regime: 'unknown', why: 'no fit' });
    expect(ask({ closes: [] })).toMatchObject({ regime: 'unknown', asOf: null });
    expect(ask({ now: end + 3 * DAY_MS + 1 })).toMatchObject({
      regime: 'unknown',
      why: 'the newest close is too old',
      asOf: end,
    });
    expect(ask({ closes: closes.with(9, { tsOpen: T0, close: 1 }) })).toMatchObject({
      regime: 'unknown',
      why: 'CLOSES_UNORDERED',
    });
  });

  it('is not judged by a fit that has seen later closes', () => {
    const now = end - 30 * DAY_MS;
    expect(ask({ now })).toMatchObject({ regime: 'unknown', why: 'the fit has seen later closes' });
    expect(ask({ now, dated: fitAt(now) })).toMatchObject({ why: '' });
  });
});

it('a fit is made again once it is old enough', () => {
  const rule = { refit_after_days: 7 };
  expect(shouldRefit(null, end, rule)).toBe(true);
  expect(shouldRefit(dated, end + 7 * DAY_MS - HOUR_MS, rule)).toBe(false);
  expect(shouldRefit(dated, end + 7 * DAY_MS, rule)).toBe(true);
});
