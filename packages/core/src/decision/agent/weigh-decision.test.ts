import { describe, expect, it } from 'vitest';
import { agentDecisionConfigSchema } from '../../contract/agent/config/decision.schema.ts';
import { learnerConfigSchema } from '../../contract/agent/config/learner.schema.ts';
import { fitCalibration } from '../learner/calibration/fit-calibration.ts';
import { answerContext, wireAnswer } from './answer.fixture.ts';
import { readAnswer } from './read-answer.ts';
import { weighDecision, type WeighInput } from './weigh-decision.ts';

const { calibration: calibrationConfig, sizing } = learnerConfigSchema.parse({});
const { terms } = agentDecisionConfigSchema.parse({});

function decided(over: Parameters<typeof wireAnswer>[0] = {}) {
  const { decision } = readAnswer(
    JSON.stringify(wireAnswer(over)),
    'end_turn',
    answerContext({ held: 'none' }),
  );
  if (decision === undefined) throw new Error('not readable');
  return decision;
}

/** Nothing is known of the forecaster yet. */
const input = (over: Partial<WeighInput> = {}): WeighInput => ({
  calibration: fitCalibration([], { version: 'test', ts: 0 }, calibrationConfig),
  entries: 0,
  terms: { held: 'none', mid: 50_000, atr: 500, maxStopBps: 400, config: terms },
  sizing: {
    costPerUnit: 100,
    equity: 10_000,
    symbolRoom: 5_000,
    totalRoom: 5_000,
    minUnits: 0.000_1,
    minNotional: 5,
    config: sizing,
  },
  ...over,
});

describe('weighing a decision', () => {
  it('gives a stranger one half and the stake of a stranger', () => {
    const { calibrated, size, terms: asked } = weighDecision(decided(), input());
    expect(calibrated).toBe(0.5);
    expect(size?.clamps.map(({ name }) => name)).toContain('probation');
    expect(size?.final).toBeGreaterThan(0);
    expect(asked).toMatchObject({
      kind: 'entry',
      side: 'buy',
      entry_units_intent: size?.final,
      entry_probability: 0.5,
      stopPrice: 49_000,
    });
  });

  it('ends the probation with entries as well as with cases', () => {
    const { cases } = sizing.probation;
    const last = weighDecision(decided(), input({ entries: cases - 1 }));
    const known = weighDecision(decided(), input({ entries: cases }));
    expect(last.size?.final).toBeGreaterThan(0);
    expect(known.size).toMatchObject({ final: 0, clamps: [{ name: 'SIZE_NO_EDGE', after: 0 }] });
    expect(known.terms).toMatchObject({ kind: 'none', code: 'TERMS_SIZE_ZERO' });
  });

  it('never asks for more because the words do: the stake does not rise with the stated probability', () => {
    const unsure = weighDecision(decided({ p_event: 0.51 }), input());
    const certain = weighDecision(decided({ p_event: 0.99 }), input());
    expect(certain.size?.final).toBe(unsure.size?.final);
  });

  it('sizes nothing where nothing is opened', () => {
    const held = { ...input().terms, held: 'long' } as const;
    expect(weighDecision(decided({ action: 'HOLD', size_fraction: 0 }), input()).size).toBeNull();
    const sold = decided({
      action: 'SELL',
      event: 'down_1atr_before_up_1atr',
      stop: null,
      take_profit: null,
    });
    expect(weighDecision(sold, input({ terms: held }))).toMatchObject({
      size: null,
      terms: { kind: 'exit', fraction: 0.4 },
    });
  });

  it('comes out the same from the text of the journal', () => {
    const first = weighDecision(decided(), input());
    const stored = JSON.parse(JSON.stringify(input())) as WeighInput;
    expect(weighDecision(decided(), stored)).toEqual(first);
  });
});
