import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelConfigSchema } from '../../contract/agent/config/model.schema.ts';
import { createBreaker, type Breaker } from './breaker.ts';
import type { BreakerSignal, BreakerState } from './breaker-state.ts';

const { breaker: config } = modelConfigSchema.parse({});
const SOFT: readonly BreakerSignal[] = [
  'answered',
  'cancelled',
  'transient',
  'pressure',
  'content',
  'sizing',
  'quality',
];
const ALL: readonly BreakerSignal[] = [...SOFT, 'bug', 'account'];

interface Step {
  readonly waitMs: number;
  readonly ask: boolean;
  readonly signal: BreakerSignal;
  readonly retryAfterMs: number | null;
  readonly which: number;
}

const steps = (signals: readonly BreakerSignal[]) =>
  fc.array(
    fc.record<Step>({
      waitMs: fc.integer({ min: 0, max: 1_200_000 }),
      ask: fc.boolean(),
      signal: fc.constantFrom(...signals),
      retryAfterMs: fc.option(fc.double({ min: -10, max: 1e15, noNaN: false })),
      which: fc.nat(20),
    }),
    { maxLength: 80 },
  );

/** Asks and ends questions in any order; answers whether two probes were ever out at once. */
function drive(breaker: Breaker, walk: readonly Step[], first = 0) {
  const out: string[] = [];
  let ts = first;
  let serial = 0;
  for (const step of walk) {
    ts += step.waitMs;
    const questionId = `q${first}-${(serial += 1)}`;
    if (step.ask && breaker.admit(questionId, ts).ok) out.push(questionId);
    const [ended] = step.ask ? [] : out.splice(step.which % Math.max(1, out.length), 1);
    if (ended === undefined) continue;
    breaker.end({ questionId: ended, signal: step.signal, retryAfterMs: step.retryAfterMs, ts });
  }
  return { ts };
}

describe('breaker, any sequence of results and times', () => {
  it('reaches a probe by itself while nothing hard has happened', () => {
    fc.assert(
      fc.property(steps(SOFT), (walk) => {
        const breaker = createBreaker(config);
        const { ts } = drive(breaker, walk);
        const longest = Math.max(config.open_ms, config.pressure_max_ms) + config.probe_lease_ms;
        expect(breaker.state().isHard).toBe(false);
        expect(breaker.admit('last', ts + longest).ok).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('lets one probe through at a time', () => {
    fc.assert(
      fc.property(steps(SOFT), (walk) => {
        const breaker = createBreaker(config);
        const { ts } = drive(breaker, walk);
        if (breaker.state().position === 'closed') return;
        const late = ts + config.pressure_max_ms + config.open_ms + config.probe_lease_ms;
        const first = breaker.admit('a', late);
        const second = breaker.admit('b', late + config.probe_lease_ms - 1);
        expect(first.ok && first.value).toStrictEqual({ isProbe: true, needsFreshClient: true });
        expect(second.ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('stays shut after a hard failure whatever comes later, until somebody resets it', () => {
    fc.assert(
      fc.property(steps(SOFT), fc.constantFrom<BreakerSignal>('bug', 'account'), (walk, hard) => {
        const breaker = createBreaker(config);
        breaker.admit('a', 0);
        breaker.admit('b', 0);
        breaker.end({ questionId: 'a', signal: hard, retryAfterMs: null, ts: 0 });
        breaker.end({ questionId: 'b', signal: 'answered', retryAfterMs: null, ts: 1 });
        const { ts } = drive(breaker, walk);
        expect(breaker.admit('later', ts + 1e12).ok).toBe(false);
        breaker.reset();
        expect(breaker.admit('again', ts + 1e12).ok).toBe(true);
      }),
    );
  });

  it('goes on after a restart in the middle as if there had been none', () => {
    fc.assert(
      fc.property(steps(ALL), steps(ALL), (before, after) => {
        const whole = createBreaker(config);
        const { ts } = drive(whole, before);
        const restored = createBreaker(
          config,
          JSON.parse(JSON.stringify(whole.state())) as BreakerState,
        );
        drive(whole, after, ts);
        drive(restored, after, ts);
        expect(restored.state()).toStrictEqual(whole.state());
      }),
    );
  });
});
