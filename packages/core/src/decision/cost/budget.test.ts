import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelConfigSchema } from '../../contract/agent/config/model.schema.ts';
import { addMoney, asMoney, money, type Money } from '../../kernel/decimal.ts';
import { buildBudgetSteps, stepAt } from './budget-step.ts';
import { createBudget, type Budget } from './budget.ts';
import type { BudgetState } from './day-book.ts';
import { boundPrompt } from './worst-case.ts';

const T0 = Date.parse('2026-11-21T12:00:00Z');
const DAY = 86_400_000;
const config = modelConfigSchema.parse({});
const prompt = { staticTokens: 12_000, slowTokens: 4_000, freshTokens: 10_000 };
const nothing = { certain: asMoney(0n), unbilled: 0 };

function spend(budget: Budget, usd: string, ts = T0): void {
  const questionId = `spend-${ts}-${usd}`;
  const held = budget.reserve({ questionId, prompt, ts });
  expect(held.ok).toBe(true);
  budget.settle(questionId, { certain: money(usd), unbilled: 0 }, ts);
}

describe('budget', () => {
  it('steps down from the primary model to cheaper ones, a wider gate and the rules', () => {
    const budget = createBudget(config);
    const seen: string[] = [];
    for (const usd of ['0', '9', '1.9', '1.9', '1.8']) {
      spend(budget, usd);
      const { mode, model } = budget.view(T0);
      seen.push(`${mode} ${model ?? '-'}`);
    }
    expect(seen).toStrictEqual([
      'normal claude-opus-5-5',
      'cheaper claude-sonnet-5-5',
      'cheaper claude-haiku-5-5',
      'wider_gate claude-haiku-5-5',
      'rules_only -',
    ]);
    const refused = budget.reserve({ questionId: 'late', prompt, ts: T0 });
    expect(refused).toMatchObject({ ok: false, code: 'BUDGET_RULES_ONLY' });
  });

  it('begins anew at 00:00 UTC', () => {
    const budget = createBudget(config);
    spend(budget, '15');
    expect(budget.view(T0 + DAY / 2 - 1).mode).toBe('rules_only');
    expect(budget.view(T0 + DAY / 2)).toMatchObject({ mode: 'normal', spent: 0n });
  });

  it('takes a step back only when the share is well below it', () => {
    const steps = buildBudgetSteps(['a', 'b'], config.budget);
    const at = (usedPct: number, previous: number) =>
      stepAt(steps, { usedPct, previous, hysteresisPct: 5 });
    expect([at(60, 0), at(59, 0), at(59, 1), at(55, 1), at(54.9, 1)]).toStrictEqual([
      1, 0, 1, 1, 0,
    ]);
  });

  it('asks a cheaper model when the worst case of a better one does not fit', () => {
    const tight = modelConfigSchema.parse({ budget: { decision_usd: '0.8' } });
    const held = createBudget(tight).reserve({ questionId: 'q', prompt, ts: T0 });
    expect(held).toMatchObject({
      ok: true,
      value: { model: 'claude-sonnet-5-5', mode: 'cheaper' },
    });
  });

  it('refuses a question held already, one never held, and one no model can answer', () => {
    const budget = createBudget(config);
    budget.reserve({ questionId: 'q', prompt, ts: T0 });
    const huge = { staticTokens: 1e9, slowTokens: 0, freshTokens: 0 };
    expect(budget.reserve({ questionId: 'q', prompt, ts: T0 })).toMatchObject({
      code: 'BUDGET_DUPLICATE_QUESTION',
    });
    expect(budget.settle('x', nothing, T0)).toMatchObject({ code: 'BUDGET_UNKNOWN_QUESTION' });
    expect(budget.reserve({ questionId: 'h', prompt: huge, ts: T0 })).toMatchObject({
      code: 'BUDGET_DECISION_EXCEEDED',
    });
  });

  it('takes every byte of a prompt for a token, and the schema for part of the cache', () => {
    const texts = { staticText: 'a€', slowText: 'ü', freshText: 'abc', schema: {} };
    expect(boundPrompt(texts)).toStrictEqual({
      staticTokens: 1_006,
      slowTokens: 2,
      freshTokens: 3,
    });
  });

  it('books a call nobody reported on at its worst case', () => {
    const budget = createBudget(config);
    const held = budget.reserve({ questionId: 'q', prompt, ts: T0 });
    const view = budget.view(T0 + config.budget.reservation_lease_ms);
    expect(view).toMatchObject({ reserved: 0n, spent: held.ok ? held.value.reserved : -1n });
  });
});

interface Step {
  readonly waitMs: number;
  readonly act: 'reserve' | 'settle' | 'release';
  readonly share: number;
  readonly unbilled: number;
  readonly which: number;
}
const walks = fc.array(
  fc.record<Step>({
    waitMs: fc.integer({ min: 0, max: 3 * 3_600_000 }),
    act: fc.constantFrom('reserve', 'reserve', 'settle', 'release'),
    share: fc.integer({ min: 0, max: 100 }),
    unbilled: fc.nat(3),
    which: fc.nat(9),
  }),
  { maxLength: 60 },
);

function drive(
  budget: Budget,
  walk: readonly Step[],
  check: (budget: Budget, ts: number) => void,
  from = T0,
) {
  const out: { id: string; reserved: Money }[] = [];
  let ts = from;
  for (const [serial, step] of walk.entries()) {
    ts += step.waitMs;
    const id = `${from}-${serial}`;
    if (step.act === 'reserve') {
      const held = budget.reserve({ questionId: id, prompt, ts });
      if (held.ok) out.push({ id, reserved: held.value.reserved });
    } else {
      const [ended] = out.splice(step.which % Math.max(1, out.length), 1);
      if (ended === undefined) continue;
      const certain = asMoney((ended.reserved * BigInt(step.share)) / 100n);
      if (step.act === 'release') budget.release(ended.id, ts);
      else budget.settle(ended.id, { certain, unbilled: step.unbilled }, ts);
    }
    check(budget, ts);
  }
  return ts;
}

describe('budget, any sequence of questions and times', () => {
  it('never has more spent and reserved than the day allows', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        drive(createBudget(config), walk, (budget, ts) => {
          const { spent, reserved, dayLimit } = budget.view(ts);
          expect(addMoney(spent, reserved) <= dayLimit).toBe(true);
        });
      }),
    );
  });

  it('goes on after a restart in the middle as if there had been none', () => {
    fc.assert(
      fc.property(walks, walks, (before, after) => {
        const whole = createBudget(config);
        const ts = drive(whole, before, () => undefined);
        const stored = JSON.parse(JSON.stringify(whole.state())) as BudgetState;
        const restored = createBudget(config, stored);
        drive(whole, after, () => undefined, ts + 1);
        drive(restored, after, () => undefined, ts + 1);
        expect(restored.state()).toStrictEqual(whole.state());
      }),
    );
  });
});
