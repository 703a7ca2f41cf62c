import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { money, formatMoney, asMoney } from '@quarterdeck/core/kernel/decimal';
import type { ModelCallerOptions } from '../../../apps/engine/src/adapters/claude/create-model-caller.ts';
import { answer, type Behaviour } from '../../venues/anthropic/behaviour.ts';
import { alwaysHold, trades } from '../../venues/anthropic/scripted-traders.ts';
import { AnthropicStandIn } from '../../venues/anthropic/stand-in.ts';
import { expectedBill, sumOf, worstOf } from './expected-bill.ts';
import { rowsFor, usable, type FailureRow } from './failure-rows.ts';
import { replayDifferences } from './wave-world.ts';
import { wallTimeOf, WireWorld } from './wire-world.ts';

let wire: WireWorld | undefined;
afterEach(async () => {
  await wire?.close();
  wire = undefined;
});

/** The library's first call is slow: it must not be taken for a stall. */
beforeAll(async () => {
  const warm = await WireWorld.start();
  await warm.until(1);
  await warm.close();
});

const SCENES = ['flat', 'holding'] as const;
type Scene = (typeof SCENES)[number];

/** With nothing held, or with a long that has its stop at the venue; the next question will be the one that matters. */
async function startScene(scene: Scene, options: Partial<ModelCallerOptions> = {}) {
  wire = await WireWorld.start(options);
  if (scene === 'holding') {
    wire.standIn.next(answer(JSON.stringify(usable('BUY'))));
    await wire.until(1);
    await wire.converse(2);
    expect(wire.venueBook()).toMatchObject({ nets: [expect.stringContaining('BTC/USDT')] });
    expect(wire.venueBook().resting).toHaveLength(1);
  }
  return wire;
}

const actionIn = (scene: Scene) => (scene === 'flat' ? 'BUY' : 'SELL');
const isStall = ({ script }: FailureRow) => script.some(({ kind }) => kind === 'stall');

function served(world: WireWorld, script: readonly Behaviour[], before: readonly Behaviour[]) {
  const ts = wallTimeOf(world.world);
  return world.standIn.requests.map(({ body }, at) => {
    const behaviour = [...before, ...script][at];
    if (behaviour === undefined) throw new Error('more requests than were planned');
    return { body, behaviour, ts };
  });
}

describe.each(SCENES)('a question that fails while the desk is %s', (scene) => {
  const rows = Object.entries(rowsFor(actionIn(scene))).flatMap(([place, of]) =>
    of.map((row) => ({ ...row, place })),
  );
  // A stall takes real time; what is held makes no difference to it.
  const tried = rows.filter((row) => scene === 'flat' || !isStall(row));

  it.each(tried)('$place, $name: $outcome, no order, its cost booked', async (row) => {
    const world = await startScene(scene, isStall(row) ? { stallMs: 700 } : {});
    const { harness, setup } = world.world;
    const before = {
      book: world.venueBook(),
      sent: harness.sent.length,
      rows: world.rows(),
      requests: world.standIn.requests.length,
      spent: harness.desk.agent?.status()?.budget.spent ?? '0',
    };
    world.standIn.next(...row.script);
    const record = (await world.until(before.rows + 1)).at(-1);
    const status = harness.desk.agent?.status();

    // One named outcome, of the right class.
    expect(world.rows()).toBe(before.rows + 1);
    expect(record).toMatchObject({ outcome: row.outcome, actor: 'model', decision: null });
    expect(record?.orders).toEqual([]);
    const stored = JSON.parse(world.world.agentState() ?? '{}') as {
      parts: { breaker: { counts: Record<string, number> } };
    };
    expect(stored.parts.breaker.counts[row.signal]).toBe(1);

    expect(replayDifferences(world.world)).toEqual([]);

    // The breaker, and one word about it where it opened.
    const { position = 'closed', isHard = false, forMs } = row.opens ?? {};
    expect(status?.breaker).toMatchObject({ position, isHard });
    if (forMs !== undefined)
      expect(status?.breaker.tsProbe).toBe((record?.tsDecision ?? 0) + forMs);
    expect(world.alerts()).toEqual(row.opens === undefined ? [] : ['MODEL_BREAKER_OPEN']);
    expect(status?.decider).toBe(row.opens === undefined ? 'model' : 'rules');

    // The bill, as the stand-in wrote it.
    expect(record?.attempts).toHaveLength(row.script.length);
    expect(world.standIn.requests).toHaveLength(before.requests + row.script.length);
    const earlier = scene === 'flat' ? [] : [answer(JSON.stringify(usable('BUY')))];
    const bill = expectedBill(served(world, row.script, earlier)).slice(earlier.length);
    const amountsOf = (seen: string) =>
      bill.filter((each) => each.seen === seen).map(({ amount }) => amount);
    const unbilled = bill.filter(({ seen }) => seen === 'lower_bound' || seen === 'unseen').length;
    expect(record?.cost).toMatchObject({
      certain: sumOf(amountsOf('whole')),
      seen: sumOf(amountsOf('lower_bound')),
      unbilled,
    });

    // What the budget lost: the certain part, and for a bill nobody saw the dearest attempt.
    const request = world.world.asks().at(-1)?.request;
    if (request === undefined) throw new Error('nothing was asked');
    const { total, perAttempt } = worstOf(setup, request, wallTimeOf(world.world));
    const presumed = money(sumOf(amountsOf('whole'))) + perAttempt * BigInt(unbilled);
    const booked = presumed > total ? total : presumed;
    expect(status?.budget).toMatchObject({
      spent: formatMoney(asMoney(money(before.spent) + booked)),
      reserved: '0',
    });

    // Nothing has left, and the venue's own book is as it was.
    await world.converse(2);
    expect(harness.sent).toHaveLength(before.sent);
    expect(world.venueBook()).toEqual(before.book);
  });

  it('is no matter of the scene: a good answer trades in it', async () => {
    const world = await startScene(scene);
    const { fills, nets } = world.venueBook();
    world.standIn.next(answer(JSON.stringify(usable(actionIn(scene)))));
    const record = (await world.until(world.rows() + 1)).at(-1);
    expect(record?.outcome).toBe(scene === 'flat' ? 'MODEL_BUY' : 'MODEL_SELL');
    await world.converse(2);
    expect(world.venueBook().fills).toBe(fills + 1);
    expect(world.venueBook().nets).not.toEqual(nets);
  });

  it.each([
    ['fields nobody knows', { hasUnknownFields: true }],
    ['thoughts before it', { thinking: 'hm '.repeat(200) }],
  ])('is not one where a good answer has %s', async (_name, extra) => {
    const world = await startScene(scene);
    world.standIn.next({
      ...answer(JSON.stringify(usable(actionIn(scene)))),
      ...extra,
    });
    const record = (await world.until(world.rows() + 1)).at(-1);
    expect(record?.outcome).toMatch(/^MODEL_(BUY|SELL)$/);
  });
});

describe('a model that cannot be reached', () => {
  it('costs nothing where nobody listens, and the third failure opens the breaker with one alert', async () => {
    const gone = await new AnthropicStandIn().start();
    const { baseUrl } = gone;
    await gone.close();
    const world = await startScene('flat', { baseUrl });
    await world.converse(120);
    const rows = world.world.decisions();
    const asked = rows.filter(({ actor }) => actor === 'model');
    expect(asked.map(({ outcome }) => outcome)).toEqual(Array(3).fill('FAIL_OVERLOAD'));
    expect(asked.map(({ cost }) => cost)).toEqual(
      Array(3).fill(expect.objectContaining({ total: '0', unbilled: 0 })),
    );
    expect(
      rows
        .slice(3)
        .every(({ actor, outcome }) => actor === 'rules' && outcome.startsWith('FALLBACK_')),
    ).toBe(true);
    expect(rows.length).toBeGreaterThan(4);
    expect(world.alerts()).toEqual(['MODEL_BREAKER_OPEN']);
    expect(world.world.harness.desk.agent?.status()?.budget.spent).toBe('0');
  });

  it('is asked once with a wrong key: one clear alert, the rules take over, and half an hour later still one request', async () => {
    const world = await startScene('flat', { apiKey: 'stand-in-wrong-key-2222' });
    await world.converse(60);
    // Half an hour of the desk's clock, with a market in a part of each minute.
    for (let minute = 0; minute < 30; minute += 1) {
      world.world.harness.pass(35_000);
      await world.converse(25);
    }
    const rows = world.world.decisions();
    expect(rows.filter(({ actor }) => actor === 'model')).toMatchObject([
      { outcome: 'FAIL_ACCOUNT' },
    ]);
    const byRules = rows.filter(({ actor }) => actor === 'rules');
    expect(byRules.length).toBeGreaterThan(5);
    expect(byRules[0]?.gate.numbers).toMatchObject({ rulesBecause: 'BREAKER_HARD' });
    expect(world.told.map(({ attempts }) => attempts.map(({ requestId }) => requestId))).toEqual([
      ['req_1'],
    ]);
    const alerts = world.world.harness
      .of('RaiseAlert')
      .filter(({ alert }) => alert.code.startsWith('MODEL_'));
    expect(alerts).toMatchObject([{ alert: { level: 'critical', code: 'MODEL_BREAKER_OPEN' } }]);
    expect(alerts[0]?.alert.text).toContain('until a person closes the breaker');
    expect(
      JSON.stringify(world.world.harness.effects, (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      ),
    ).not.toContain('wrong-key-2222');
    // The stand-in numbers every connection it is asked on: the next one is the second.
    const next = await fetch(`${world.standIn.baseUrl}/v1/messages`, { method: 'POST' });
    expect(next.headers.get('request-id')).toBe('req_2');
  });

  it('is asked again as soon as a person has closed the breaker', async () => {
    const world = await startScene('flat');
    world.standIn.always(trades(alwaysHold));
    world.standIn.next({ kind: 'error', status: 401, type: 'authentication_error' });
    await world.converse(90);
    expect(world.standIn.requests).toHaveLength(1);
    world.world.harness.tell({ type: 'BreakerReset', reason: 'a new key', by: 'operator' });
    expect(world.world.harness.desk.agent?.status()).toMatchObject({ decider: 'model', why: '' });
    await world.converse(30);
    expect(world.standIn.requests.length).toBeGreaterThan(1);
    expect(world.world.outcomes().at(-1)).toBe('MODEL_HOLD');
  });
});
