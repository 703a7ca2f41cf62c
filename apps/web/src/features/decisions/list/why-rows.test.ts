import { describe, expect, it } from 'vitest';
import { recordedOutcomeSchema } from '@quarterdeck/core/contract/agent/decision-record.schema';
import { toWhySections } from './why-rows.ts';

describe('why nothing happened', () => {
  it('counts every ending exactly once', () => {
    const outcomes = recordedOutcomeSchema.options.map((outcome, at) => ({
      outcome,
      count: at + 1,
    }));
    const sections = toWhySections({ outcomes, gateSkips: [{ layer: 'pause', count: 7 }] });
    const named = sections.flatMap(({ rows }) => rows.flatMap(({ outcome }) => outcome ?? []));
    expect(named.sort()).toEqual([...recordedOutcomeSchema.options].sort());
    const sum = (outcomes.length * (outcomes.length + 1)) / 2 + 7;
    expect(sections.reduce((total, section) => total + section.total, 0)).toBe(sum);
  });

  it('keeps a failure out of the holds', () => {
    const [failed, held] = toWhySections({
      outcomes: [
        { outcome: 'FAIL_OVERLOAD', count: 3 },
        { outcome: 'MODEL_HOLD', count: 2 },
      ],
      gateSkips: [],
    });
    expect([failed?.title, failed?.total]).toEqual(['Failed', 3]);
    expect([held?.title, held?.total]).toEqual(['Decided to do nothing', 2]);
  });

  it('shows nothing where nothing was looked at', () => {
    expect(toWhySections({ outcomes: [], gateSkips: [] })).toEqual([]);
  });
});
