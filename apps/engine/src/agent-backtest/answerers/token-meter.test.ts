import { expect, it } from 'vitest';
import type { ModelRequest } from '@quarterdeck/core/model/agent/model-call';
import { TokenMeter, tokensOf } from './token-meter.ts';

const MINUTE = 60_000;
const request = (changes: Partial<ModelRequest> = {}): ModelRequest => ({
  model: 'claude-opus-5-5',
  effort: 'medium',
  maxTokens: 1_000,
  deadlineMs: 1_000,
  staticText: 's'.repeat(6_000),
  slowText: 'w'.repeat(300),
  freshText: 'f'.repeat(90),
  schema: {},
  ...changes,
});

const none = { cacheRead: 0, cacheWrite1h: 0, cacheWrite5m: 0 };

it('writes both prefixes once and reads them while they live', () => {
  const meter = new TokenMeter();
  const first = meter.bill(request(), 0);
  expect(first).toMatchObject({ inputTokens: 30, cacheRead: 0, cacheWrite5m: 100 });
  expect(first.cacheWrite1h).toBeGreaterThan(2_000);
  const whole = first.cacheWrite1h + first.cacheWrite5m;
  expect(meter.bill(request(), 4 * MINUTE)).toEqual({ ...none, inputTokens: 30, cacheRead: whole });
});

it('forgets the slow text after five minutes without a read, the static one after an hour', () => {
  const meter = new TokenMeter();
  const { cacheWrite1h } = meter.bill(request(), 0);
  expect(meter.bill(request(), 6 * MINUTE)).toMatchObject({
    cacheRead: cacheWrite1h,
    cacheWrite1h: 0,
    cacheWrite5m: 100,
  });
  expect(meter.bill(request(), 70 * MINUTE)).toMatchObject({ cacheRead: 0, cacheWrite1h });
});

it('reads nothing that another model, schema or slow text wrote', () => {
  const meter = new TokenMeter();
  const { cacheWrite1h } = meter.bill(request(), 0);
  expect(meter.bill(request({ slowText: 'x'.repeat(300) }), 1)).toMatchObject({
    cacheRead: cacheWrite1h,
    cacheWrite5m: 100,
  });
  expect(meter.bill(request({ model: 'claude-haiku-5-5' }), 1).cacheRead).toBe(0);
  expect(meter.bill(request({ schema: { type: 'object' } }), 1).cacheRead).toBe(0);
});

it('counts bytes, not characters', () => {
  expect([tokensOf(''), tokensOf('abc'), tokensOf('€€')]).toEqual([0, 1, 2]);
});
