import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../kernel/clock.ts';
import { ensureInvariant } from '../../kernel/ensure.ts';
import { readCryptoRegime } from './crypto-regime.ts';
import { dailyReturns, type DailyClose } from './daily-returns.ts';
import { fitHmm } from './fit-hmm.ts';
import { FIT_OPTIONS } from './hmm.fixture.ts';
import { viterbiPath } from './viterbi.ts';

const FILE = path.resolve(
  import.meta.dirname,
  '../../../../../../shared/data/candles/binance_BTCUSDT_1d_20170818_20240420.csv.gz',
);
const isMissing = !existsSync(FILE);
const NOTE = isMissing ? ' (SKIPPED: ../shared/data is not beside the project)' : '';

function readCloses(): DailyClose[] {
  const [, ...lines] = gunzipSync(readFileSync(FILE)).toString('utf8').trim().split('\n');
  return lines.map((line) => {
    const [ts = '', , , , close = ''] = line.split(',');
    return { tsOpen: Number(ts), close: Number(close) };
  });
}

function fitUntil(closes: readonly DailyClose[], now: number) {
  const returns = dailyReturns(closes, { now, keep: 'all' });
  ensureInvariant(returns.ok && returns.value.tsKnown !== null, 'recorded closes are in order');
  const fit = fitHmm(returns.value.values, FIT_OPTIONS);
  ensureInvariant(fit.ok, 'recorded returns have two states');
  return { fit: fit.value, tsKnown: returns.value.tsKnown, values: returns.value.values };
}

describe.skipIf(isMissing)(`recorded daily closes of BTC/USDT${NOTE}`, () => {
  const closes = isMissing ? [] : readCloses();

  it('have a calm state of about 1.7 % a day and a turbulent one of about 5.7 %', () => {
    const { fit, values } = fitUntil(closes, Date.UTC(2024, 4, 1));
    expect(values.length).toBe(2_437);
    expect(fit.hasConverged).toBe(true);
    expect(fit.logLikelihood).toBeCloseTo(4_814.763, 2);
    const [calm, turbulent] = fit.model.variance.map(Math.sqrt);
    expect(calm).toBeCloseTo(0.0168, 3);
    expect(turbulent).toBeCloseTo(0.0572, 3);
  });

  it('are turbulent on 12 March 2020 by what was known that night, and calm in the middle of October 2018', () => {
    const config = { returns: 365, turbulent_at: 0.5, max_age_days: 3 } as const;
    const regimeAt = (now: number) =>
      readCryptoRegime({ dated: fitUntil(closes, now), closes, now, config });
    expect(regimeAt(Date.UTC(2020, 2, 13))).toMatchObject({ regime: 'turbulent', why: '' });
    const calm = regimeAt(Date.UTC(2018, 9, 28));
    expect(calm).toMatchObject({ regime: 'calm', asOf: Date.UTC(2018, 9, 28) });
  });

  it('give a past day the same regime whatever came after it', () => {
    const now = Date.UTC(2021, 4, 19) + 7 * 3_600_000;
    const dated = fitUntil(closes, now);
    const config = { returns: 365, turbulent_at: 0.5, max_age_days: 3 } as const;
    const known = closes.filter(({ tsOpen }) => tsOpen + DAY_MS <= now);
    const crashed = closes.map((day) =>
      day.tsOpen + DAY_MS <= now ? day : { ...day, close: day.close / 10 },
    );
    const readings = [closes, known, crashed].map((each) =>
      readCryptoRegime({ dated, closes: each, now, config }),
    );
    expect(readings[1]).toEqual(readings[0]);
    expect(readings[2]).toEqual(readings[0]);
    expect(fitUntil(crashed, now)).toEqual(dated);
  });

  it('have a path that calls the days of the March 2020 crash turbulent', () => {
    const { fit, values } = fitUntil(closes, Date.UTC(2024, 4, 1));
    const states = viterbiPath(fit.model, values);
    const index = closes.findIndex(({ tsOpen }) => tsOpen === Date.UTC(2020, 2, 12)) - 1;
    expect(states[index]).toBe(1);
  });
});
