import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regimesConfigSchema } from '../../contract/agent/config/regimes.schema.ts';
import { DAY_MS } from '../../kernel/clock.ts';
import { readMacroQuadrant } from './macro-quadrant.ts';
import { labelRegime } from './regime-label.ts';
import type { MacroSeries } from './macro-series.ts';

const config = regimesConfigSchema.parse({}).macro;
const YEAR = 2015;
const MONTHS = 72;
const LAST = MONTHS - 1;

/** Yearly growth of `rate(month)`, chained month by month. */
function seriesOf(id: string, rate: (month: number) => number): MacroSeries {
  let value = 100;
  const points = Array.from({ length: MONTHS }, (_, month) => {
    value *= (1 + rate(month)) ** (1 / 12);
    return { tsMonth: Date.UTC(YEAR, month, 1), value };
  });
  return { id, points };
}

const speedingUp = (month: number) => 0.01 + month * 0.001;
const slowingDown = (month: number) => 0.09 - month * 0.001;
/** The last month is known 45 days after its end. */
const lastKnown = Date.UTC(YEAR, LAST + 1, 1) + 45 * DAY_MS;

const ask = (growth: MacroSeries, inflation: MacroSeries, now = lastKnown, rules = config) =>
  readMacroQuadrant({ growth, inflation, now, config: rules });

const up = seriesOf('INDPRO', speedingUp);
const down = seriesOf('INDPRO', slowingDown);
const prices = { up: seriesOf('CPIAUCSL', speedingUp), down: seriesOf('CPIAUCSL', slowingDown) };

it.each([
  ['goldilocks', up, prices.down, 'rising', 'falling'],
  ['reflation', up, prices.up, 'rising', 'rising'],
  ['stagflation', down, prices.up, 'falling', 'rising'],
  ['deflation', down, prices.down, 'falling', 'falling'],
] as const)('is %s by where growth and inflation stand to their trends', (...row) => {
  const [quadrant, growth, inflation, growing, inflating] = row;
  expect(ask(growth, inflation)).toMatchObject({
    quadrant,
    growth: { direction: growing },
    inflation: { direction: inflating },
    asOf: Date.UTC(YEAR, LAST, 1),
    knownSince: lastKnown,
    why: '',
  });
});

it('measures a year against the same month of the year before', () => {
  const flat = seriesOf('INDPRO', () => 0.03);
  expect(ask(flat, prices.up).growth?.yearOnYear).toBeCloseTo(0.03, 12);
});

describe('a figure that is not yet published', () => {
  it('has no part in the reading: a month earlier by one millisecond before its day', () => {
    expect(ask(up, prices.up, lastKnown - 1)).toMatchObject({ asOf: Date.UTC(YEAR, LAST - 1, 1) });
    expect(ask(up, prices.up, lastKnown)).toMatchObject({ asOf: Date.UTC(YEAR, LAST, 1) });
  });

  it('waits for the lag of its own series', () => {
    const slow = { ...config, inflation: { id: 'CPIAUCSL', publication_lag_days: 60 } };
    const known = lastKnown + 15 * DAY_MS;
    expect(ask(up, prices.up, known - 1, slow).asOf).toBe(Date.UTC(YEAR, LAST - 1, 1));
    expect(ask(up, prices.up, known, slow)).toMatchObject({ knownSince: known });
  });

  it('changes nothing at any moment, whatever it will be', () => {
    const moment = fc.integer({ min: Date.UTC(YEAR + 3, 0, 1), max: lastKnown + 100 * DAY_MS });
    const later = fc.double({ min: 0.01, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(moment, later, (now, value) => {
        const endOfLag = (tsMonth: number) => {
          const date = new Date(tsMonth);
          return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) + 45 * DAY_MS;
        };
        const isPublished = ({ tsMonth }: { tsMonth: number }) => endOfLag(tsMonth) <= now;
        const cut = (series: MacroSeries) => ({
          ...series,
          points: series.points.filter(isPublished),
        });
        const spoilt = (series: MacroSeries) => ({
          ...series,
          points: series.points.map((each) => (isPublished(each) ? each : { ...each, value })),
        });
        const reading = ask(up, prices.down, now);
        expect(ask(cut(up), cut(prices.down), now)).toEqual(reading);
        expect(ask(spoilt(up), spoilt(prices.down), now)).toEqual(reading);
        expect(reading.knownSince ?? 0).toBeLessThanOrEqual(now);
      }),
    );
  });
});

describe('months without a figure', () => {
  const without = (series: MacroSeries, ...gone: number[]) => ({
    ...series,
    points: series.points.filter((_, month) => !gone.includes(month)),
  });

  it('are stepped over: the newest month with both figures counts', () => {
    expect(ask(up, without(prices.up, LAST))).toMatchObject({ asOf: Date.UTC(YEAR, LAST - 1, 1) });
  });

  it('do not shift the year: the months stay where they are', () => {
    const whole = ask(up, prices.up).growth?.yearOnYear;
    expect(ask(without(up, LAST - 3, LAST - 4), prices.up).growth?.yearOnYear).toBe(whole);
  });

  it('leave no trend when too many are gone', () => {
    const holes = Array.from({ length: 60 }, (_, month) => month + 5);
    expect(ask(without(up, ...holes), prices.up)).toMatchObject({
      quadrant: 'unknown',
      asOf: null,
    });
  });
});

it('is unknown without figures, and when the newest are too old, with the dates it has', () => {
  const nothing = { id: 'INDPRO', points: [] };
  expect(ask(nothing, prices.up)).toMatchObject({ quadrant: 'unknown', knownSince: null });
  expect(ask(up, prices.up, lastKnown + 100 * DAY_MS + 1)).toMatchObject({
    quadrant: 'unknown',
    asOf: Date.UTC(YEAR, LAST, 1),
    why: 'the newest figures are too old',
  });
});

describe('the label', () => {
  const calm = { regime: 'calm', turbulent: 0.1, asOf: lastKnown, why: '' } as const;
  const blank = { regime: 'unknown', turbulent: null, asOf: null, why: 'no fit' } as const;

  it('joins both regimes and says how old each is', () => {
    const label = labelRegime(calm, ask(up, prices.down), lastKnown + DAY_MS);
    expect(label).toMatchObject({
      key: 'calm|goldilocks',
      cryptoAgeMs: DAY_MS,
      macroAgeMs: DAY_MS,
    });
  });

  it('has unknown as a value like any other', () => {
    const nothing = { id: 'x', points: [] };
    expect(labelRegime(blank, ask(nothing, nothing), lastKnown)).toMatchObject({
      key: 'unknown|unknown',
      cryptoAgeMs: null,
      macroAgeMs: null,
    });
  });
});

it('the configuration has a default for every key and refuses what does not fit together', () => {
  expect(config.growth).toEqual({ id: 'INDPRO', publication_lag_days: 45 });
  const crossed = { macro: { trend_months: 6, trend_min_months: 7 } };
  expect(regimesConfigSchema.safeParse(crossed).error?.issues[0]?.path).toEqual([
    'macro',
    'trend_min_months',
  ]);
  expect(regimesConfigSchema.safeParse({ hmmm: {} }).success).toBe(false);
});
