import { afterEach, describe, expect, it } from 'vitest';
import { formatMoney, qty } from '@quarterdeck/core/kernel/decimal';
import type { ModelAttempt, ModelResult } from '@quarterdeck/core/model/agent/model-call';
import { replyWith } from '../../support/agent-world.ts';
import { alwaysBuy, alwaysHold } from '../../venues/anthropic/scripted-traders.ts';
import { worstOf } from './expected-bill.ts';
import { usable } from './failure-rows.ts';
import {
  CLAUDE,
  quickGate,
  quickSetup,
  replayDifferences,
  RULES,
  WaveWorld,
} from './wave-world.ts';
import { wallTimeOf } from './wire-world.ts';

type Ask = ReturnType<WaveWorld['asks']>[number];

/** Whatever a test did: each row of its journals comes out the same when it is worked out again. */
const opened: WaveWorld[] = [];
afterEach(() => {
  for (const world of opened.splice(0)) expect(replayDifferences(world)).toEqual([]);
});

function openWorld(given: ConstructorParameters<typeof WaveWorld>[0]): WaveWorld {
  const world = new WaveWorld(given);
  opened.push(world);
  return world;
}

const silentWorld = (setup = quickSetup()) => openWorld({ setup });
const buyFor = (world: WaveWorld, ask: Ask) =>
  replyWith(JSON.stringify(usable('BUY')), ask, wallTimeOf(world));
const sellFor = (world: WaveWorld, ask: Ask) =>
  replyWith(JSON.stringify(usable('SELL')), ask, wallTimeOf(world));
const answered = (world: WaveWorld, ask: Ask, reply: ReturnType<typeof buyFor>): void =>
  world.tellAnswer(ask.questionId, reply.result, reply.attempts);

const CALLED_OFF: ModelResult = {
  kind: 'failure',
  failure: 'transient',
  outcome: 'VETO_HALT',
  detail: 'cancelled',
  retryAfterMs: null,
};
const OVERLOADED: ModelResult = { ...CALLED_OFF, outcome: 'FAIL_OVERLOAD', detail: 'overloaded' };

/** A request that was cut off after its first event. */
const cutOff = (world: WaveWorld, { request }: Ask): ModelAttempt => ({
  attempt: 1,
  model: request.model,
  requestId: 'req_cut',
  tsSent: wallTimeOf(world),
  tsEnded: wallTimeOf(world),
  usage: {
    inputTokens: 500,
    outputTokens: 1,
    thinkingTokens: 0,
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
  },
  status: 200,
  end: 'failure',
  failure: null,
  detail: 'cancelled',
});

const budgetOf = (world: WaveWorld) => world.harness.desk.agent?.status()?.budget;
const breakerOf = (world: WaveWorld) => world.harness.desk.agent?.status()?.breaker;
const skipsOf = (world: WaveWorld, layer: string) =>
  world.harness
    .of('RecordGateCounts')
    .flatMap(({ counts }) => counts)
    .filter((each) => each.layer === layer);

describe('a lock while the model is asked', () => {
  it('calls the question off in the same event, and its halt is a row with its cost and without an order', () => {
    const world = silentWorld();
    const ask = world.waveUntilAsked(1);
    const before = world.harness.effects.length;
    world.lock();
    const effects = world.harness.effects.slice(before);
    expect(effects.filter(({ type }) => type === 'CallOffQuestion')).toEqual([
      { type: 'CallOffQuestion', questionId: ask.questionId },
    ]);
    world.wave(5);
    expect(world.harness.of('CallOffQuestion')).toHaveLength(1);

    world.tellAnswer(ask.questionId, CALLED_OFF, [cutOff(world, ask)]);
    const [row] = world.decisions();
    expect(row).toMatchObject({
      outcome: 'VETO_HALT',
      decision: null,
      orders: [],
      veto: { code: 'AGENT_CALLED_OFF', numbers: { level: 'lock', by: 'operator' } },
      cost: { certain: '0', unbilled: 1 },
    });
    const { perAttempt } = worstOf(world.setup, ask.request, wallTimeOf(world));
    expect(budgetOf(world)).toMatchObject({ spent: formatMoney(perAttempt), reserved: '0' });
    expect(breakerOf(world)).toMatchObject({ position: 'closed', transientInRow: 0 });
    expect(world.entries()).toBe(0);
  });

  it('halts an answer that came all the same, and keeps its decision', () => {
    const world = silentWorld();
    const ask = world.waveUntilAsked(1);
    world.lock();
    answered(world, ask, buyFor(world, ask));
    expect(world.decisions()).toMatchObject([
      {
        outcome: 'VETO_HALT',
        decision: { action: 'BUY' },
        orders: [],
        veto: { code: 'GUARD_LOCKED' },
        plays: { taken: { action: 'HOLD' }, vetoed: { action: 'BUY' } },
      },
    ]);
    expect(world.entries()).toBe(0);
  });

  it('does not open anything on a question that was called off, even when trading is unlocked before its answer comes', () => {
    const world = silentWorld();
    const ask = world.waveUntilAsked(1);
    world.lock();
    world.unlock();
    answered(world, ask, buyFor(world, ask));
    expect(world.decisions()).toMatchObject([
      { outcome: 'VETO_HALT', decision: { action: 'BUY' }, veto: { code: 'AGENT_CALLED_OFF' } },
    ]);
    expect(world.entries()).toBe(0);
  });

  it('asks nothing while it stands, counts why, and asks again once it is lifted', () => {
    const world = openWorld({ trader: alwaysHold, setup: quickSetup() });
    world.waveUntilAsked(1);
    world.wave(1);
    world.lock();
    world.wave(130);
    expect(world.asks()).toHaveLength(1);
    expect(skipsOf(world, 'locked').length).toBeGreaterThan(0);
    world.unlock();
    world.waveUntilAsked(2);
    world.wave(1);
    expect(world.outcomes()).toEqual(['MODEL_HOLD', 'MODEL_HOLD']);
  });
});

describe('a switch', () => {
  it('that turns the model off while it is asked halts its answer; then the rules decide and say why', () => {
    const world = silentWorld();
    const ask = world.waveUntilAsked(1);
    world.switch(CLAUDE, 'off');
    answered(world, ask, buyFor(world, ask));
    expect(world.decisions()).toMatchObject([
      { outcome: 'VETO_HALT', decision: { action: 'BUY' }, veto: { code: 'GUARD_ENTRY_DISABLED' } },
    ]);
    world.waveUntil(() => world.rows > 1);
    expect(world.asks()).toHaveLength(1);
    expect(world.decisions()[1]).toMatchObject({
      actor: 'rules',
      gate: { numbers: { rulesBecause: 'AGENT_SWITCHED_OFF' } },
    });
    expect(world.harness.desk.agent?.status()).toMatchObject({ decider: 'rules' });
  });

  it('at manage-only lets the model leave what it holds and enter nothing', () => {
    const world = silentWorld();
    world.switch(RULES, 'off');
    const first = world.waveUntilAsked(1);
    answered(world, first, buyFor(world, first));
    world.wave(2);
    expect(Number(world.venueNet())).toBeGreaterThan(0);
    world.switch(CLAUDE, 'manage-only');
    const second = world.waveUntilAsked(2);
    answered(world, second, sellFor(world, second));
    world.wave(2);
    expect(world.outcomes()).toEqual(['MODEL_BUY', 'MODEL_SELL']);
    const half = Number(world.venueNet());
    expect(half).toBeGreaterThan(0);
    const third = world.waveUntilAsked(3);
    const all = { ...usable('SELL'), size_fraction: 1 };
    answered(world, third, replyWith(JSON.stringify(all), third, wallTimeOf(world)));
    world.wave(2);
    expect(Number(world.venueNet())).toBe(0);
    world.wave(130);
    expect(world.asks()).toHaveLength(3);
    expect(skipsOf(world, 'switched_off').length).toBeGreaterThan(0);
    expect(world.entries()).toBe(1);
  });

  it('at manage-only pays for no question while nothing is held: the rules, which may enter, decide', () => {
    const world = openWorld({ trader: alwaysBuy, setup: quickSetup() });
    world.switch(CLAUDE, 'manage-only');
    world.waveUntil(() => world.rows > 1);
    expect(world.asks()).toHaveLength(0);
    expect(world.decisions()[0]).toMatchObject({
      actor: 'rules',
      gate: { numbers: { rulesBecause: 'AGENT_SWITCHED_OFF' } },
    });
  });

  it('with both off asks nobody and counts it', () => {
    const world = openWorld({ trader: alwaysBuy, setup: quickSetup() });
    world.switch(CLAUDE, 'off');
    world.switch(RULES, 'off');
    world.wave(130);
    expect(world.asks()).toHaveLength(0);
    expect(world.decisions()).toEqual([]);
    expect(skipsOf(world, 'switched_off')[0]).toMatchObject({ symbol: 'BTC/USDT' });
  });
});

describe('the budget of the day', () => {
  const lean = (changes: Record<string, unknown> = {}) =>
    quickSetup({
      gate: quickGate({ budget: { min_pause_s: 5, max_per_hour: 900, reserved_per_hour: 10 } }),
      model: {
        max_tokens: 1_024,
        max_tokens_retry: 1_025,
        max_attempts: 1,
        budget: { day_usd: '2' },
        ...changes,
      },
    });

  /** Holds, wants to be asked again at once, and has written for so many dollars. */
  function dear(world: WaveWorld, outputTokens: number): void {
    world.answer = (ask, tsWall) => {
      const held = { ...usable('BUY'), action: 'HOLD', size_fraction: 0, next_check_s: 1 };
      const { attempts, result } = replyWith(JSON.stringify(held), ask, tsWall);
      const [attempt] = attempts;
      if (!attempt?.usage) throw new Error('no attempt');
      return { attempts: [{ ...attempt, usage: { ...attempt.usage, outputTokens } }], result };
    };
  }

  const passesIn = (world: WaveWorld, seconds: number): number => {
    const passes = () => world.harness.desk.agent?.status()?.gates[0]?.passes ?? 0;
    const before = passes();
    world.wave(seconds);
    return passes() - before;
  };

  it('steps to cheaper models by name, then opens the gate half as often, then leaves it to the rules, each told once', () => {
    const world = openWorld({ setup: lean() });
    dear(world, 10_000);
    world.waveUntilAsked(1);
    const atFirst = passesIn(world, 30);
    world.waveUntil(() => budgetOf(world)?.mode === 'wider_gate');
    dear(world, 0);
    const wider = passesIn(world, 60);
    expect(atFirst).toBe(6);
    expect(wider).toBe(6);
    dear(world, 40_000);
    world.waveUntil(() => budgetOf(world)?.mode === 'rules_only');
    world.wave(20);
    world.wave(60);

    const models = world.asks().map(({ request }) => request.model);
    expect([...new Set(models)]).toEqual([
      'claude-opus-5-5',
      'claude-sonnet-5-5',
      'claude-haiku-5-5',
    ]);
    expect(models).toEqual([...models].sort((one, two) => rank(one) - rank(two)));
    const told = world.harness
      .of('RaiseAlert')
      .filter(({ alert }) => alert.code === 'MODEL_BUDGET_STEP')
      .map(({ alert }) => alert.text.slice(0, alert.text.indexOf(',')));
    expect(told).toEqual([
      'Model budget: cheaper',
      'Model budget: wider gate',
      'Model budget: rules only',
    ]);
    const rows = world.decisions().filter(({ actor }) => actor === 'rules');
    expect(rows[0]?.gate.numbers.rulesBecause).toBe('BUDGET_RULES_ONLY');
    expect(breakerOf(world)).toMatchObject({ position: 'closed' });
  });

  const rank = (model: string): number =>
    ['opus', 'sonnet', 'haiku'].findIndex((name) => model.includes(name));

  it('is whole again at midnight of the provider, told once, and the gate opens as often as before', () => {
    const world = openWorld({ setup: lean() });
    dear(world, 75_000);
    world.waveUntil(() => budgetOf(world)?.mode === 'wider_gate');
    const day = 86_400_000;
    world.pass(day - (wallTimeOf(world) % day) - 60_000);
    world.wave(10);
    world.pass(50_000);
    dear(world, 0);
    world.wave(30);
    expect(passesIn(world, 30)).toBe(6);
    expect(
      world.alerts().filter((code) => code === 'MODEL_BUDGET_STEP').length,
    ).toBeLessThanOrEqual(3);
    expect(world.asks().at(-1)?.request.model).toBe('claude-opus-5-5');
  });

  it('that one question may not pass leaves that look to the rules and the breaker closed', () => {
    const world = openWorld({
      trader: alwaysHold,
      setup: lean({ budget: { day_usd: '2', decision_usd: '0.000001' } }),
    });
    world.waveUntil(() => world.rows > 0);
    expect(world.asks()).toHaveLength(0);
    expect(world.decisions()[0]?.gate.numbers.rulesBecause).toBe('BUDGET_DECISION_EXCEEDED');
    expect(breakerOf(world)).toMatchObject({ position: 'closed' });
  });
});

describe('the breaker', () => {
  it('lets one probe with a new client through after a quarter of an hour, and closes on its answer', () => {
    const world = silentWorld();
    for (const nth of [1, 2, 3]) world.tellAnswer(world.waveUntilAsked(nth).questionId, OVERLOADED);
    expect(breakerOf(world)).toMatchObject({ position: 'open', cause: 'transient', isHard: false });
    expect(world.alerts().filter((code) => code === 'MODEL_BREAKER_OPEN')).toHaveLength(1);
    world.wave(60);
    expect(world.asks()).toHaveLength(3);
    const byRules = world.decisions().filter(({ actor }) => actor === 'rules');
    expect(byRules[0]?.gate.numbers.rulesBecause).toBe('BREAKER_OPEN');

    world.pass(15 * 60_000);
    const probe = world.waveUntilAsked(4);
    expect(world.asks().map(({ needsFreshClient }) => needsFreshClient)).toEqual([
      false,
      false,
      false,
      true,
    ]);
    expect(breakerOf(world)).toMatchObject({ position: 'half_open' });
    const { result, attempts } = replyWith(
      alwaysHold(probe.request.freshText),
      probe,
      wallTimeOf(world),
    );
    world.tellAnswer(probe.questionId, result, attempts);
    expect(breakerOf(world)).toMatchObject({ position: 'closed', cause: null });
    expect(world.waveUntilAsked(5).needsFreshClient).toBe(false);
  });

  it('opens once half of the answers cannot be used: one alert, and the rules decide', () => {
    const world = silentWorld();
    world.answer = (ask, tsWall) => replyWith('I would buy.', ask, tsWall);
    world.waveUntil(() => breakerOf(world)?.position === 'open');
    world.wave(60);
    expect(breakerOf(world)).toMatchObject({ cause: 'quality', isHard: false });
    const asked = world.decisions().filter(({ actor }) => actor === 'model');
    expect(asked).toHaveLength(10);
    expect(asked.every(({ outcome }) => outcome === 'FAIL_PARSE')).toBe(true);
    expect(world.alerts().filter((code) => code === 'MODEL_BREAKER_OPEN')).toHaveLength(1);
    expect(world.decisions().at(-1)).toMatchObject({ actor: 'rules' });
  });

  it('asks nothing until the time a rate limit named, and then with a new client', () => {
    const world = silentWorld();
    const ask = world.waveUntilAsked(1);
    world.tellAnswer(ask.questionId, { ...OVERLOADED, failure: 'pressure', retryAfterMs: 90_000 });
    const tsLimited = world.harness.ts;
    expect(breakerOf(world)).toMatchObject({ cause: 'pressure', tsProbe: tsLimited + 90_000 });
    const next = world.waveUntilAsked(2);
    expect(world.harness.ts).toBeGreaterThanOrEqual(tsLimited + 90_000);
    expect(next.needsFreshClient).toBe(true);
    expect(world.alerts().filter((code) => code === 'MODEL_BREAKER_OPEN')).toHaveLength(1);
  });

  it('opens again without another alert when its probe fails', () => {
    const world = silentWorld();
    for (const nth of [1, 2, 3]) world.tellAnswer(world.waveUntilAsked(nth).questionId, OVERLOADED);
    world.pass(15 * 60_000);
    world.tellAnswer(world.waveUntilAsked(4).questionId, OVERLOADED);
    expect(breakerOf(world)).toMatchObject({ position: 'open', isHard: false });
    world.wave(60);
    expect(world.asks()).toHaveLength(4);
    expect(world.alerts().filter((code) => code === 'MODEL_BREAKER_OPEN')).toHaveLength(1);
  });
});

describe('an answer that comes late', () => {
  it('is stale once the price has run away; one fresh question is put, and not a third', () => {
    const world = silentWorld();
    const ask = world.waveUntilAsked(1);
    world.quote(103);
    answered(world, ask, buyFor(world, ask));
    expect(world.asks()).toHaveLength(2);
    const again = world.asks()[1];
    if (again === undefined) throw new Error('not asked again');
    expect(again.request.freshText).toContain('"btc.mid":[103,');
    world.quote(106);
    answered(world, again, buyFor(world, again));
    expect(world.decisions()).toMatchObject([
      { outcome: 'VETO_STALE', decision: { action: 'BUY' }, veto: { code: 'STALE_DRIFT_BPS' } },
      { outcome: 'VETO_STALE', decision: { action: 'BUY' }, veto: { code: 'STALE_DRIFT_BPS' } },
    ]);
    expect(world.asks()).toHaveLength(2);
    expect(world.entries()).toBe(0);
  });

  it('is stale once the position has changed meanwhile', () => {
    const world = silentWorld();
    const first = world.waveUntilAsked(1);
    answered(world, first, buyFor(world, first));
    world.wave(2);
    const second = world.waveUntilAsked(2);
    const [position] = world.harness.desk.view.positions();
    if (position === undefined) throw new Error('nothing held');
    world.harness.tell({
      type: 'PositionCloseRequested',
      positionId: position.positionId,
      qty: qty('1'),
      by: 'operator',
    });
    world.pass(200);
    answered(world, second, sellFor(world, second));
    expect(world.decisions()[1]).toMatchObject({
      outcome: 'VETO_STALE',
      veto: { code: 'STALE_POSITION' },
    });
    expect(world.asks()).toHaveLength(3);
    world.wave(2);
    expect(Number(world.venueNet())).toBeGreaterThan(0);
  });

  it('is given up after its deadline: a failure with its worst case booked, and a late answer changes nothing', () => {
    const world = silentWorld();
    const ask = world.waveUntilAsked(1);
    world.wave(155);
    const [row] = world.decisions();
    expect(row).toMatchObject({ outcome: 'FAIL_DEADLINE', decision: null, orders: [] });
    const { total } = worstOf(world.setup, ask.request, wallTimeOf(world));
    expect(budgetOf(world)?.spent).toBe(formatMoney(total));
    const rows = world.decisions().length;
    answered(world, ask, buyFor(world, ask));
    expect(world.decisions()).toHaveLength(rows);
    expect(world.entries()).toBe(0);
  });
});

describe('a desk that cannot ask', () => {
  it('says that there is no key, and lets the rules decide', () => {
    const setup = quickSetup({}, { modelAbsence: 'no key is set' });
    const world = openWorld({ trader: alwaysBuy, setup });
    world.waveUntil(() => world.rows > 0);
    expect(world.asks()).toHaveLength(0);
    expect(world.decisions()[0]).toMatchObject({
      actor: 'rules',
      questionId: null,
      cost: { total: '0' },
      gate: { numbers: { rulesBecause: 'AGENT_NO_MODEL' } },
    });
    expect(world.harness.desk.agent?.status()).toMatchObject({
      decider: 'rules',
      why: 'no key is set',
    });
  });

  it('tells of a silent market once, and writes down that it decided to send nothing', () => {
    const gate = quickGate({ silence_s: 60 });
    const world = openWorld({ trader: alwaysHold, setup: quickSetup({ gate }) });
    world.wave(45);
    world.pass(150_000);
    expect(world.alerts().filter((code) => code === 'MARKET_SILENT')).toHaveLength(1);
    const forced = world.decisions().filter(({ actor }) => actor === 'rules');
    expect(forced).toMatchObject([
      { actor: 'rules', outcome: 'VETO_STALE', decision: null, orders: [] },
    ]);
    expect(forced[0]?.gate.layer).toBe('watchdog');
    expect(forced[0]?.veto?.code).toMatch(/^SNAPSHOT_/);
    const stored = world.agentState() ?? '';
    expect(stored).toContain(forced[0]?.decisionId);
    world.wave(5);
    world.pass(150_000);
    expect(world.alerts().filter((code) => code === 'MARKET_SILENT')).toHaveLength(2);
  });
});
