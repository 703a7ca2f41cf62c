import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import { createNoDerivatives } from './derivatives-source.ts';
import { createRecordedDerivatives } from './recorded-derivatives.ts';

const BTC = asSymbolId('BTC/USDT');
const XRP = asSymbolId('XRP/USDT');

function writeRates(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterdeck-funding-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const file = path.join(folder, 'funding.csv');
  writeFileSync(file, 'ts_ms,rate\n1000,0.0001\n2000,-0.0002\n3000,0.0003\n');
  return file;
}

const clockAt = (ts: number) => ({ now: () => ts });

describe('recorded funding rates', () => {
  it.each([
    [999, { kind: 'absent', why: 'no_value_yet' }],
    [1_000, { kind: 'value', value: 0.0001, tsEvent: 1_000 }],
    [2_999, { kind: 'value', value: -0.0002, tsEvent: 2_000 }],
    [9_000, { kind: 'value', value: 0.0003, tsEvent: 3_000 }],
  ])('at %i are those known by then, with their own time', async (now, fundingRate) => {
    const source = createRecordedDerivatives([`XRP/USDT=${writeRates()}`], clockAt(now));
    expect(await source.poll(XRP)).toEqual({
      symbol: XRP,
      tsPolled: now,
      fundingRate,
      openInterest: { kind: 'absent', why: 'not_available' },
      longShortRatio: { kind: 'absent', why: 'not_available' },
    });
  });

  it('of one symbol are never those of another', async () => {
    const source = createRecordedDerivatives([`XRP/USDT=${writeRates()}`], clockAt(9_000));
    expect((await source.poll(BTC)).fundingRate).toEqual({ kind: 'absent', why: 'not_available' });
  });
});

it('the simulated venue has none of the figures and makes none up', async () => {
  const nothing = { kind: 'absent', why: 'not_available' };
  expect(await createNoDerivatives(clockAt(5)).poll(BTC)).toEqual({
    symbol: BTC,
    tsPolled: 5,
    fundingRate: nothing,
    openInterest: nothing,
    longShortRatio: nothing,
  });
});

const RECORDED = path.resolve(
  import.meta.dirname,
  '../../../../../../shared/data/funding/binanceusdm_XRPUSDT_funding8h_20211118_20211218.csv.gz',
);
const isMissing = !existsSync(RECORDED);
const NOTE = isMissing ? ' (SKIPPED: ../shared/data is not beside the project)' : '';

it.skipIf(isMissing)(`reads the recorded file of XRP/USDT${NOTE}`, async () => {
  const clock = clockAt(Date.UTC(2021, 10, 18, 9));
  const source = createRecordedDerivatives([`XRP/USDT=${RECORDED}`], clock);
  expect((await source.poll(XRP)).fundingRate).toEqual({
    kind: 'value',
    value: 0.0001,
    tsEvent: Date.UTC(2021, 10, 18, 8) + 7,
  });
});
