import { describe, expect, it } from 'vitest';
import type { ParamRow } from '@quarterdeck/core/contract/strategy-card.schema';
import { isSameValue, paramText, rangeText, readParam, spokenText } from './param-text.ts';

const row = (change: Partial<ParamRow>): ParamRow => ({
  name: 'lookback_bars',
  meaning: '',
  value: 10,
  default: 10,
  min: 3,
  max: 500,
  choices: null,
  isInteger: true,
  origin: 'default',
  originText: '',
  ...change,
});

describe('a typed parameter', () => {
  it('is refused outside its range, and the range is named', () => {
    expect(readParam('2', row({}))).toEqual({ ok: false, wrong: 'outside 3 to 500, whole' });
    expect(readParam('501', row({}))).toMatchObject({ ok: false });
    expect(readParam('500', row({}))).toEqual({ ok: true, value: 500 });
  });

  it('must be a number where it is one, and a whole one where it is whole', () => {
    for (const text of ['', ' ', 'ten', '1e999']) expect(readParam(text, row({})).ok).toBe(false);
    expect(readParam('4.5', row({}))).toEqual({ ok: false, wrong: 'must be a whole number' });
    expect(readParam('4.5', row({ isInteger: false }))).toEqual({ ok: true, value: 4.5 });
  });

  it('keeps the kind of its default', () => {
    const choices = row({
      default: '1m',
      value: '1m',
      choices: ['5s', '1m'],
      min: null,
      max: null,
    });
    expect(readParam('5s', choices)).toEqual({ ok: true, value: '5s' });
    expect(readParam('2m', choices)).toEqual({ ok: false, wrong: 'one of 5s, 1m' });
    expect(readParam('false', row({ default: true, value: true }))).toEqual({
      ok: true,
      value: false,
    });
    const list = row({ default: [1], value: [1] });
    expect(readParam('[1,2]', list)).toEqual({ ok: true, value: [1, 2] });
    expect(readParam('[1', list).ok).toBe(false);
  });
});

it('says what a parameter may be', () => {
  expect(rangeText(row({ max: null }))).toBe('at least 3, whole');
  expect(rangeText(row({ min: null, isInteger: false }))).toBe('at most 500');
  expect(rangeText(row({ min: null, max: null }))).toBe('any');
  expect(rangeText(row({ min: 0.5, max: 86_400_000 }))).toBe('0.5 to 86,400,000, whole');
});

it('shows lists as JSON and compares by content', () => {
  expect(paramText(['a', 1])).toBe('["a",1]');
  expect(isSameValue(['a'], ['a'])).toBe(true);
  expect(isSameValue(1, '1')).toBe(false);
});

it('says milliseconds in the unit a person thinks in, and nothing of other figures', () => {
  const said = ['1800000', '5400000', '2500', '250', '', 'x'];
  expect(said.map((text) => spokenText('time_stop_ms', text))).toEqual([
    '30 min',
    '1.5 h',
    '2.5 s',
    '',
    '',
    '',
  ]);
  expect(spokenText('stop_bps', '1800000')).toBe('');
});
