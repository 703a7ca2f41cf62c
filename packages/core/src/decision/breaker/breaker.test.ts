import { describe, expect, it } from 'vitest';
import { modelConfigSchema } from '../../contract/agent/config/model.schema.ts';
import { createBreaker, type Breaker } from './breaker.ts';
import { breakerSignalOf, type BreakerSignal } from './breaker-state.ts';

const { breaker: config } = modelConfigSchema.parse({});
let serial = 0;

function askAndEnd(
  breaker: Breaker,
  signal: BreakerSignal,
  ts = 0,
  retryAfterMs: number | null = null,
) {
  const questionId = `q${(serial += 1)}`;
  const admission = breaker.admit(questionId, ts);
  if (admission.ok) breaker.end({ questionId, signal, retryAfterMs, ts });
  return admission;
}

describe('breaker', () => {
  it('opens at the third transient failure in a row and lets one probe through after fifteen minutes', () => {
    const breaker = createBreaker(config);
    for (let count = 0; count < 3; count += 1) askAndEnd(breaker, 'transient', 1_000);
    expect(breaker.admit('x', 1_000 + 899_999)).toMatchObject({ ok: false, code: 'BREAKER_OPEN' });
    expect(breaker.admit('x', 1_000 + 900_000)).toStrictEqual({
      ok: true,
      value: { isProbe: true, needsFreshClient: true },
    });
    expect(breaker.admit('y', 1_000 + 900_001)).toMatchObject({ code: 'BREAKER_PROBE_OUT' });
    breaker.end({ questionId: 'x', signal: 'answered', retryAfterMs: null, ts: 1_000_000 });
    expect(breaker.state()).toMatchObject({ position: 'closed', transientInRow: 0 });
  });

  it('stays closed when an answer stands between transient failures', () => {
    const breaker = createBreaker(config);
    for (const signal of ['transient', 'transient', 'answered', 'transient', 'transient'] as const)
      askAndEnd(breaker, signal);
    expect(breaker.state().position).toBe('closed');
  });

  it('opens again for as long when the probe fails', () => {
    const breaker = createBreaker(config);
    for (let count = 0; count < 3; count += 1) askAndEnd(breaker, 'transient');
    askAndEnd(breaker, 'transient', 900_000);
    expect(breaker.state()).toMatchObject({ position: 'open', tsProbe: 1_800_000, tsOpened: 0 });
  });

  it('waits as long as a rate limit asks, and a default time when it names none', () => {
    const asked = createBreaker(config);
    askAndEnd(asked, 'pressure', 0, 7_000);
    expect(asked.admit('x', 6_999).ok).toBe(false);
    expect(asked.admit('x', 7_000).ok).toBe(true);
    const silent = createBreaker(config);
    askAndEnd(silent, 'pressure');
    expect(silent.state().tsProbe).toBe(config.pressure_default_ms);
  });

  it.each(['bug', 'account'] as const)('opens hard at the first %s and alerts once', (signal) => {
    const breaker = createBreaker(config);
    breaker.admit('a', 0);
    breaker.admit('b', 0);
    const ended = { signal, retryAfterMs: null, ts: 0 };
    expect(breaker.end({ questionId: 'a', ...ended }).isAlert).toBe(true);
    expect(breaker.end({ questionId: 'b', ...ended }).isAlert).toBe(false);
    expect(breaker.admit('c', 1e15)).toMatchObject({ code: 'BREAKER_HARD' });
  });

  it.each(['content', 'sizing'] as const)(
    'never opens for %s, which is counted apart',
    (signal) => {
      const breaker = createBreaker(config);
      for (let count = 0; count < 50; count += 1) askAndEnd(breaker, signal);
      expect(breaker.state()).toMatchObject({ position: 'closed', counts: { [signal]: 50 } });
    },
  );

  it('opens for quality on half of the window, not on a streak', () => {
    const breaker = createBreaker(config);
    for (let count = 0; count < 20; count += 1) askAndEnd(breaker, 'answered');
    for (let count = 0; count < 9; count += 1) askAndEnd(breaker, 'quality');
    expect(breaker.state().position).toBe('closed');
    askAndEnd(breaker, 'quality');
    expect(breaker.state()).toMatchObject({ position: 'open', cause: 'quality', isHard: false });
  });

  it('hands the probe on when it was called off', () => {
    const breaker = createBreaker(config);
    askAndEnd(breaker, 'pressure', 0, 1_000);
    askAndEnd(breaker, 'cancelled', 2_000);
    expect(breaker.admit('next', 2_000).ok).toBe(true);
  });

  it('takes a question called off by the lock for no failure of the service', () => {
    const result = {
      kind: 'failure',
      failure: 'transient',
      outcome: 'VETO_HALT',
      detail: 'cancelled',
      retryAfterMs: null,
    } as const;
    expect(breakerSignalOf(result, false)).toBe('cancelled');
  });
});
