import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { formatMoney } from '@quarterdeck/core/kernel/decimal';
import { replyWith } from '../../support/agent-world.ts';
import { FRESH } from '../../support/desk-world.ts';
import { worstOf } from './expected-bill.ts';
import { usable } from './failure-rows.ts';
import { quickGate, quickSetup, replayDifferences, WaveWorld } from './wave-world.ts';
import { wallTimeOf } from './wire-world.ts';

const SEED = 20_261_121;
const SECONDS = 110;

/** Buys, reviews and sells by what it is shown alone, takes notes, and wants to be woken. */
function playModel(world: WaveWorld): void {
  world.answer = (ask, tsWall) => {
    const { as_of, positions } = JSON.parse(ask.request.freshText) as {
      as_of: string;
      positions: unknown[];
    };
    const nth = Math.floor(Date.parse(as_of) / 1_000) % 7;
    const isHolding = positions.length > 0;
    const action = nth % 3 === 0 ? 'HOLD' : isHolding ? 'SELL' : 'BUY';
    const said = {
      ...usable(isHolding ? 'SELL' : 'BUY'),
      action,
      size_fraction: action === 'HOLD' ? 0 : (nth + 1) / 8,
      p_event: 0.55 + nth / 30,
      next_check_s: 5 + nth,
      wake: [{ kind: 'price_cross', symbol: 'BTC/USDT', level: 99.5, side: 'below' }],
      memory: [{ op: 'add', kind: 'level', ref: `at${nth}`, value: `Seen at step ${nth}.` }],
    };
    return replyWith(JSON.stringify(said), ask, tsWall);
  };
}

/** What a row says, without names that come of the number of an event, and without the draw that is made of them. */
const tell = (row: ReturnType<WaveWorld['decisions']>[number]) => ({
  tsDecision: row.tsDecision,
  outcome: row.outcome,
  actor: row.actor,
  gate: row.gate.layer,
  decision: row.decision,
  size: row.size,
  probability: row.probability,
  veto: row.veto,
  orders: row.orders.map(({ leg, side, qty, price }) => ({ leg, side, qty, price })),
  cost: row.cost,
  budget: row.budget,
  breaker: row.breaker,
  fresh: row.request?.freshText,
  model: row.request?.model,
});

const setupOf = () =>
  quickSetup({
    gate: quickGate({ timer: { min_s: 3, max_s: 12 }, wake: { min_ttl_s: 5 } }),
    decision: { pre_send: { max_drift_bps: 200, max_drift_atr: 10 } },
  });

/** Restarts at the end of a second in which so many decisions had been made: with the state that was stored with the last. */
function run(restartsAfter: readonly number[]) {
  const world = new WaveWorld({ setup: setupOf() });
  world.latencyMs = 800;
  playModel(world);
  let rows = 0;
  let restarts = 0;
  for (let second = 0; second < SECONDS; second += 1) {
    world.wave(1);
    const before = rows;
    rows = world.rows;
    const gate = world.harness.desk.agent?.status()?.gates[0];
    if (rows === before || !restartsAfter.includes(rows) || gate?.questionId !== null) continue;
    world.restart();
    restarts += 1;
  }
  return { world, restarts };
}

describe('a restart in the middle', () => {
  const { world: whole } = run([]);

  it('asks and decides as if it had not happened', () => {
    const expected = whole.decisions().map(tell);
    expect(expected.length).toBeGreaterThan(10);
    expect(new Set(expected.map(({ outcome }) => outcome)).size).toBeGreaterThan(2);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
        (at) => {
          const { world, restarts } = run(at);
          expect(restarts).toBeGreaterThan(0);
          expect(replayDifferences(world)).toEqual([]);
          expect(world.decisions().map(tell)).toEqual(expected);
          expect(world.venueNet()).toBe(whole.venueNet());
          const trades = (each: WaveWorld) =>
            each.harness.desk.agent?.learning()?.scopes[0]?.trades;
          expect(trades(world)).toBe(trades(whole));
        },
      ),
      { seed: SEED, numRuns: 6 },
    );
  }, 120_000);

  it("closes a question that was open: one failure, its worst case booked, and its late answer is nobody's", () => {
    const world = new WaveWorld({ setup: setupOf() });
    const ask = world.waveUntilAsked(1);
    const before = world.harness.effects.length;
    world.restart();
    const [row, ...more] = world.decisions();
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      decisionId: ask.questionId,
      outcome: 'FAIL_DEADLINE',
      decision: null,
      orders: [],
      cost: { certain: '0', unbilled: world.setup.config.model.max_attempts },
    });
    expect(world.harness.effects.slice(before).filter(({ type }) => type === 'AskModel')).toEqual(
      [],
    );
    const { total } = worstOf(world.setup, ask.request, wallTimeOf(world));
    const budget = () => world.harness.desk.agent?.status()?.budget;
    expect(budget()).toMatchObject({ spent: formatMoney(total), reserved: '0' });
    const { result, attempts } = replyWith(JSON.stringify(usable('BUY')), ask, wallTimeOf(world));
    world.tellAnswer(ask.questionId, result, attempts);
    world.wave(1);
    expect(world.decisions()).toHaveLength(1);
    expect(world.entries()).toBe(0);
    expect(budget()?.spent).toBe(formatMoney(total));
    // And it goes on.
    expect(world.waveUntilAsked(2).questionId).not.toBe(ask.questionId);
  });

  it('tells a step of the budget no second time, and a new day gives the gate its pace back', () => {
    const budget = { min_pause_s: 5, max_per_hour: 900, reserved_per_hour: 10 };
    const model = {
      max_tokens: 1_024,
      max_tokens_retry: 1_025,
      max_attempts: 1,
      budget: { day_usd: '2' },
    };
    const world = new WaveWorld({ setup: quickSetup({ gate: quickGate({ budget }), model }) });
    let outputTokens = 10_000;
    world.answer = (ask, tsWall) => {
      const held = { ...usable('BUY'), action: 'HOLD', size_fraction: 0, next_check_s: 1 };
      const { attempts, result } = replyWith(JSON.stringify(held), ask, tsWall);
      const [attempt] = attempts;
      if (!attempt?.usage) throw new Error('no attempt');
      return { attempts: [{ ...attempt, usage: { ...attempt.usage, outputTokens } }], result };
    };
    const status = () => world.harness.desk.agent?.status();
    world.waveUntil(() => status()?.budget.mode === 'wider_gate');
    outputTokens = 0;
    const steps = () => world.alerts().filter((code) => code === 'MODEL_BUDGET_STEP').length;
    const told = steps();
    world.wave(1);
    world.restart();
    world.wave(30);
    expect(status()?.budget.mode).toBe('wider_gate');
    expect(steps()).toBe(told);

    // Down over midnight: the process that starts in the new day has nothing left to save.
    world.waveUntil(() => status()?.gates[0]?.questionId === null);
    const day = 86_400_000;
    world.harness.desk = { ...world.harness.desk, handle: () => [] };
    world.harness.pass(day - (wallTimeOf(world) % day) + 60_000);
    world.restart();
    world.wave(40);
    const passes = () => status()?.gates[0]?.passes ?? 0;
    const before = passes();
    world.wave(30);
    expect(passes() - before).toBe(6);
  });
});

describe('a stored state that cannot be read', () => {
  it.each(['not JSON at all', '{"version":99}', '{"version":1}', '{"version":1,"seats":7}'])(
    'is left aside with one alert, and the desk trades on: %j',
    (agentState) => {
      const restored = { ...FRESH, agentState };
      const world = new WaveWorld({ setup: setupOf(), restored });
      playModel(world);
      world.wave(30);
      const told = world.harness
        .of('RaiseAlert')
        .filter(({ alert }) => alert.code === 'AGENT_STATE_UNREADABLE');
      expect(told).toMatchObject([{ alert: { level: 'critical' } }]);
      expect(world.rows).toBeGreaterThan(0);
    },
  );
});
