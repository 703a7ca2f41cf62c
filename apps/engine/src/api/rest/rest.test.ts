import { describe, expect, it } from 'vitest';
import { openDoor } from '../testing/open-door.ts';
import { strategyRow } from '../testing/console-state.fixture.ts';

const ADDRESSES = [
  '/api/strategy-control',
  '/api/strategy-control/',
  '/ops/strategy-control',
  '/ops/strategy-control/',
];

async function openWithPost() {
  const desk = await openDoor();
  const headers = desk.asScript();
  const post = async (path: string, body: unknown) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await desk.ask(path, { method: 'POST', headers, body: text });
    return { status: answer.status, body: JSON.parse(answer.body) };
  };
  return Object.assign(desk, { headers, post });
}

describe('strategy control for scripts', () => {
  it('has one effect at every address and answers the row as stored', async () => {
    await using desk = await openWithPost();
    for (const path of ADDRESSES) {
      const memo = `set by ${path}`;
      const answer = await desk.post(path, {
        strategy: 'scalp_ping_5s',
        entry_enabled: false,
        memo,
      });
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.body).toMatchObject({
        strategy: 'scalp_ping_5s',
        entry_enabled: false,
        exit_enabled: true,
        memo,
        updated_by: 'robot',
        global_lock: { level: 'none' },
      });
    }
    expect(desk.operator.commands.map(({ actor }) => actor)).toEqual(
      ADDRESSES.map(() => ({ name: 'robot', via: 'rest' })),
    );
    expect(new Set(desk.operator.commands.map(({ command }) => command.commandId)).size).toBe(4);
  });

  it('locks before it switches and releases after', async () => {
    await using desk = await openWithPost();
    const strategy = { strategy: 'scalp_ping_5s', entry_enabled: true };
    await desk.post('/api/strategy-control', { ...strategy, global_lock: true });
    await desk.post('/api/strategy-control', {
      ...strategy,
      global_lock: { level: 'none', reason: 'all well' },
    });
    await desk.post('/api/strategy-control', { global_lock: { level: 'freeze' } });
    await desk.post('/api/strategy-control', { global_lock: false, reason: 'data is good' });
    const types = desk.operator.commands.map(({ command }) => command.type);
    const switched = 'SetStrategyControl';
    expect(types).toEqual(['Lock', switched, switched, 'Unlock', 'Lock', 'Unlock']);
  });

  it('names the field of a bad body and keeps it from the desk', async () => {
    await using desk = await openWithPost();
    const cases: readonly (readonly [unknown, string])[] = [
      [{}, 'strategy'],
      [{ entry_enabled: false }, 'strategy'],
      [{ strategy: 'scalp_ping_5s' }, 'entry_enabled'],
      [{ strategy: 'scalp_ping_5s', entry_enabled: 'no' }, 'entry_enabled'],
      [{ strategy: 7, entry_enabled: false }, 'strategy'],
      [{ strategy: 'scalp_ping_5s', entry_enabled: false, colour: 1 }, 'colour'],
      [{ global_lock: 'yes' }, 'global_lock'],
      [{ global_lock: false }, 'reason'],
      [{ global_lock: { level: 'none' } }, 'global_lock.reason'],
      [[], '(body)'],
    ];
    for (const [body, path] of cases) {
      const answer = await desk.post('/ops/strategy-control', body);
      expect([body, answer.status, answer.body.error.issues[0].path]).toEqual([body, 400, path]);
    }
    expect((await desk.post('/ops/strategy-control', '{')).status).toBe(400);
    expect(desk.operator.commands).toEqual([]);
  });

  it('names the known strategies when it is asked for another', async () => {
    await using desk = await openWithPost();
    const answer = await desk.post('/api/strategy-control', { strategy: 'nope', memo: 'x' });
    expect(answer.status).toBe(404);
    expect(answer.body.error).toMatchObject({
      code: 'STRATEGY_UNKNOWN',
      numbers: { known: 'scalp_ping_5s, scalp_tick_imbalance' },
    });
  });

  it('says which method is right instead of handing on to the console', async () => {
    await using desk = await openWithPost();
    const { headers } = desk;
    for (const path of ADDRESSES) {
      const answer = await desk.ask(path, { headers });
      expect([answer.status, answer.headers['allow']]).toEqual([405, 'POST']);
    }
    const deleted = await desk.ask('/position/open_positions', { method: 'DELETE', headers });
    expect([deleted.status, deleted.headers['allow']]).toEqual([405, 'GET, POST']);
  });

  it('refuses a token that was revoked, and never falls back to a cookie', async () => {
    await using desk = await openWithPost();
    const cookie = await desk.signIn();
    desk.auth.revokeToken('robot');
    const headers = { ...desk.headers, cookie, origin: desk.origin };
    const body = JSON.stringify({ global_lock: true });
    const answer = await desk.ask('/api/strategy-control', { method: 'POST', headers, body });
    expect(answer.status).toBe(401);
    expect(desk.operator.commands).toEqual([]);
  });
});

describe('open positions for scripts', () => {
  it('are read and posted for alike, with or without a slash', async () => {
    await using desk = await openWithPost();
    desk.operator.state = { ...desk.operator.state, strategies: [strategyRow('other')] };
    const { headers } = desk;
    for (const slash of ['', '/']) {
      const path = `/position/open_positions${slash}`;
      for (const [query, wanted] of [
        ['', false],
        ['?include_unknown=true', true],
        ['?include_unknown=0', false],
      ] as const) {
        const read = await desk.ask(path + query, { headers });
        expect([path + query, read.status, desk.operator.includeUnknown]).toEqual([
          path + query,
          200,
          wanted,
        ]);
        expect(JSON.parse(read.body)).toEqual({ positions: [] });
      }
      expect((await desk.post(path, { include_unknown: true })).status).toBe(200);
      expect(desk.operator.includeUnknown).toBe(true);
      const { 'content-type': _type, ...bare } = headers;
      for (const without of [bare, headers]) {
        const empty = await desk.ask(path, { method: 'POST', headers: without });
        expect([empty.status, desk.operator.includeUnknown]).toEqual([200, false]);
      }
    }
  });

  it('refuse a flag that is neither true nor false', async () => {
    await using desk = await openWithPost();
    const read = await desk.ask('/position/open_positions?include_unknown=maybe', {
      headers: desk.headers,
    });
    expect([read.status, JSON.parse(read.body).error.issues[0].path]).toEqual([
      400,
      'include_unknown',
    ]);
    const posted = await desk.post('/position/open_positions', { include_unknown: 'true' });
    expect(posted.status).toBe(400);
  });
});
