import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { AGENT_OUTCOMES } from '@quarterdeck/core/model/agent/decision';
import { FAILURE_CLASSES, type ModelResult } from '@quarterdeck/core/model/agent/model-call';
import { replyWith } from '../../support/agent-world.ts';
import { usable } from './failure-rows.ts';
import { quickSetup, replayDifferences, WaveWorld } from './wave-world.ts';
import { wallTimeOf } from './wire-world.ts';

const SEED = 20_261_121;
const HOLDS = /_HOLD$/;

const failures = fc.record({
  kind: fc.constant('failure' as const),
  failure: fc.constantFrom(...FAILURE_CLASSES),
  outcome: fc.constantFrom(...AGENT_OUTCOMES.filter((name) => name.startsWith('FAIL_'))),
  detail: fc.string({ maxLength: 60 }),
  retryAfterMs: fc.option(fc.oneof(fc.integer(), fc.double()), { nil: null }),
});

/** Any text at all, JSON of any shape, and a good answer with one field made something else. */
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc
    .record({ field: fc.constantFrom(...Object.keys(usable('BUY'))), value: fc.jsonValue() })
    .map(({ field, value }) => JSON.stringify({ ...usable('BUY'), [field]: value })),
  fc
    .constantFrom('BUY', 'SELL')
    .chain((action) =>
      fc
        .nat({ max: JSON.stringify(usable('BUY')).length - 1 })
        .map((length) => JSON.stringify({ ...usable('BUY'), action }).slice(0, length)),
    ),
);

const stopReasons = fc.oneof(
  fc.constantFrom('end_turn', 'max_tokens', 'refusal', 'pause_turn', 'tool_use', ''),
  fc.string({ maxLength: 12 }),
);

/** A desk that has just asked; with a long, or with nothing. */
function asked(isHolding: boolean) {
  const world = new WaveWorld({ setup: quickSetup() });
  if (!isHolding) return { world, ask: world.waveUntilAsked(1) };
  const first = world.waveUntilAsked(1);
  const { result, attempts } = replyWith(JSON.stringify(usable('BUY')), first, wallTimeOf(world));
  world.tellAnswer(first.questionId, result, attempts);
  world.wave(2);
  return { world, ask: world.waveUntilAsked(2) };
}

describe('no failure of the model is a hold', () => {
  it('whatever class and outcome it comes with: one failed row, no order, the venue as it was', () => {
    fc.assert(
      fc.property(failures, fc.boolean(), (result, isHolding) => {
        const { world, ask } = asked(isHolding);
        const before = {
          net: world.venueNet(),
          sent: world.harness.sent.length,
          rows: world.outcomes().length,
        };
        world.tellAnswer(ask.questionId, result);
        world.wave(2);
        expect(world.outcomes().slice(before.rows)).toEqual([result.outcome]);
        expect(world.decisions().at(-1)).toMatchObject({
          decision: null,
          orders: [],
          actor: 'model',
        });
        expect([world.venueNet(), world.harness.sent.length]).toEqual([before.net, before.sent]);
      }),
      { seed: SEED, numRuns: 25 },
    );
  }, 120_000);

  it('and neither is an answer that cannot be used, whatever its text says', () => {
    fc.assert(
      fc.property(texts, stopReasons, fc.boolean(), (text, stopReason, isHolding) => {
        const { world, ask } = asked(isHolding);
        const before = { net: world.venueNet(), sent: world.harness.sent.length };
        const { attempts, result } = replyWith(text, ask, wallTimeOf(world));
        world.tellAnswer(ask.questionId, { ...result, stopReason } as ModelResult, attempts);
        world.pass(400);
        const row = world.decisions().at(-1);
        if (row === undefined) throw new Error('no row');
        expect(replayDifferences(world)).toEqual([]);
        expect(row.outcome).toMatch(/^(FAIL|MODEL|VETO)_/);
        expect(row.outcome.startsWith('FAIL_')).toBe(row.decision === null);
        if (HOLDS.test(row.outcome)) expect(row.decision?.action).toBe('HOLD');
        expect(row.cost.certain).toBe('0.0112');
        if (row.decision !== null) return;
        expect(row.orders).toEqual([]);
        expect([world.venueNet(), world.harness.sent.length]).toEqual([before.net, before.sent]);
      }),
      { seed: SEED, numRuns: 60 },
    );
  }, 120_000);
});
