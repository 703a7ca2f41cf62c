import { describe, expect, it } from 'vitest';
import { learningViewSchema } from '../../contract/agent/learning-view.schema.ts';
import type { AttributedOutcome } from '../../decision/learner/bandit/attributed-outcome.ts';
import { regimeKeyOf } from '../../decision/learner/bandit/attributed-outcome.ts';
import { BTC, testSetup, TS } from './agent-memory.fixture.ts';
import { createAgentMemory } from './create-agent-memory.ts';
import { learningViewOf } from './learning-view.ts';

const DAY = 86_400_000;

const won = (over: Partial<AttributedOutcome> = {}): AttributedOutcome => ({
  decisionId: 'd1',
  tradeId: 't1',
  tsDecided: TS,
  tsClosed: TS + 1_000,
  regimeAtDecision: regimeKeyOf('unknown', 'unknown'),
  signalConfidence: { trend: 1, momentum: 0, reversion: 0, volume: 0, derivatives: 0 },
  direction: 'long',
  netReturn: 0.01,
  actor: 'model',
  ...over,
});

const armOf = (view: ReturnType<typeof learningViewOf>, regime: string, signal: string) =>
  view.scopes.find((scope) => scope.regime === regime)?.arms.find((arm) => arm.signal === signal);

describe('what was learned, as it is shown', () => {
  it('is on the first day a prior of one half and nothing else, in the shape of its contract', () => {
    const view = learningViewOf(createAgentMemory(testSetup(), TS, undefined), TS);
    expect(learningViewSchema.parse(view)).toEqual(view);
    expect(view.scopes.map(({ regime, trades }) => [regime, trades])).toEqual([['all', 0]]);
    expect(armOf(view, 'all', 'trend')).toMatchObject({ alpha: 1, beta: 1, mean: 0.5 });
    expect(armOf(view, 'all', 'trend')?.low).toBeCloseTo(0.05, 9);
    expect(armOf(view, 'all', 'trend')?.high).toBeCloseTo(0.95, 9);
    expect(view).toMatchObject({ calibrations: [], memory: [], lessons: [] });
  });

  it('moves the signal that spoke, in all and in its regime, and decays as time passes', () => {
    const agent = createAgentMemory(testSetup(), TS, undefined);
    expect(agent.learner.learn(won())).toMatchObject({ ok: true });
    const soon = learningViewOf(agent, TS + 1_000);
    expect(soon.scopes.map(({ trades }) => trades)).toEqual([1, 1]);
    expect(armOf(soon, 'all', 'trend')?.mean).toBeGreaterThan(0.5);
    expect(armOf(soon, 'all', 'volume')?.mean).toBe(0.5);
    const later = learningViewOf(agent, TS + 365 * DAY);
    expect(armOf(later, 'all', 'trend')?.mean).toBeLessThan(armOf(soon, 'all', 'trend')?.mean ?? 0);
    expect(armOf(later, 'all', 'trend')?.mean).toBeGreaterThan(0.5);
  });

  it('counts open and resolved forecasts of each version apart', () => {
    const agent = createAgentMemory(testSetup(), TS, undefined);
    const opening = { event: 'up_1atr_before_down_1atr', symbol: BTC, mid: 100, atr: 1 } as const;
    const stated = { ...opening, tsDecided: TS, horizonMs: 3_600_000 };
    agent.cases.open({ ...stated, decisionId: 'a', version: 'one', pStated: 0.8 });
    agent.cases.onPrice(BTC, 101.5, TS + 1_000);
    agent.cases.open({
      ...stated,
      decisionId: 'b',
      version: 'two',
      pStated: 0.6,
      tsDecided: TS + 2_000,
    });
    const view = learningViewOf(agent, TS + 3_000);
    expect(
      view.calibrations.map(({ version, resolved, open }) => [version, resolved, open]),
    ).toEqual([
      ['one', 1, 0],
      ['two', 0, 1],
    ]);
    expect(view.calibrations[0]?.brierRaw).toBeCloseTo(0.04, 9);
    expect(view.calibrations[0]?.curve).toHaveLength(21);
    expect(learningViewSchema.parse(view)).toEqual(view);
  });
});
