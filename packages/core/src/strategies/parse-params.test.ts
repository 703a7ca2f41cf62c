import { expect, it } from 'vitest';
import { parseParams } from './parse-params.ts';
import { strategy as divergence } from './scalp_macd_rsi_div/strategy.ts';
import { strategy } from './scalp_ping_5s/strategy.ts';

it('what is not said takes its default', () => {
  const result = parseParams(strategy, { notional: 500 });
  expect(result).toMatchObject({ ok: true, value: { notional: 500, quiet_ms: 20_000 } });
});

it('an absent file means all defaults', () => {
  expect(parseParams(strategy, undefined).ok).toBe(true);
  expect(parseParams(strategy, null).ok).toBe(true);
});

it('names every faulty parameter by its path', () => {
  const result = parseParams(strategy, { stop_bps: 0, quiet_ms: 'long' });
  expect(result).toMatchObject({
    ok: false,
    code: 'PARAMS_MALFORMED',
    numbers: {
      strategy: 'scalp_ping_5s',
      stop_bps: expect.any(String),
      quiet_ms: expect.any(String),
    },
  });
});

it('refuses a parameter nobody knows', () => {
  const result = parseParams(strategy, { leverage: 20 });
  expect(result.ok).toBe(false);
  if (!result.ok) expect(JSON.stringify(result.numbers)).toContain('leverage');
});

it.each([[[]], ['text'], [7]])('refuses %j as a set of parameters', (raw) => {
  expect(parseParams(strategy, raw)).toMatchObject({
    ok: false,
    numbers: { '(root)': expect.any(String) },
  });
});

it('refuses a fast average that is not faster than the slow one', () => {
  const result = parseParams(divergence, { macd_fast: 26 });
  expect(result).toMatchObject({ ok: false, numbers: { macd_fast: 'must be below macd_slow' } });
});
