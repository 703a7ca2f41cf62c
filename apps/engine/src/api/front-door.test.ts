import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { FrontDoorError } from './front-door.ts';
import { openDoor } from './testing/open-door.ts';
import { appRouter } from './router.ts';

const NOBODY_MAY = new Set(['/healthz', '/auth/sign-in', '/auth/link']);

describe('the front door', () => {
  it('refuses every route to nobody, but for the probe and the way in', async () => {
    await using desk = await openDoor();
    const routes = desk.door.listRoutes().filter(({ url }) => !NOBODY_MAY.has(url));
    expect(routes.length).toBeGreaterThan(15);
    for (const { method, url } of routes) {
      const path = url.replace(':path', 'session.me').replace('*', 'summary');
      const answer = await desk.ask(path, {
        method,
        headers: { origin: desk.origin, 'content-type': 'application/json' },
        ...(method === 'POST' ? { body: '{}' } : {}),
      });
      expect([method, url, answer.status]).toEqual([method, url, expect.toSatisfy(isRefusal)]);
    }
    expect(desk.operator.commands).toEqual([]);
  });

  it('refuses every procedure to nobody, found by walking the router', async () => {
    await using desk = await openDoor();
    const procedures = Object.entries(listProcedures());
    expect(procedures.length).toBeGreaterThanOrEqual(15);
    for (const [path, procedure] of procedures) {
      const isMutation = procedure._def.type === 'mutation';
      const answer = await desk.ask(`/trpc/${path}`, {
        method: isMutation ? 'POST' : 'GET',
        headers: { origin: desk.origin, 'content-type': 'application/json' },
        ...(isMutation ? { body: '{}' } : {}),
      });
      expect([path, answer.status]).toEqual([path, 401]);
    }
  });

  it('shows a person the way in and tells a script plainly', async () => {
    await using desk = await openDoor();
    const page = await desk.ask('/summary', { headers: { accept: 'text/html' } });
    expect([page.status, page.headers['location']]).toEqual([303, '/auth/sign-in']);
    const script = await desk.ask('/metrics');
    expect([script.status, JSON.parse(script.body).error.code]).toEqual([401, 'SIGN_IN_REQUIRED']);
    expect((await desk.ask('/auth/sign-in')).body).toContain('npx quarterdeck link');
  });

  it('answers only to its own names, also where nobody needs to sign in', async () => {
    await using desk = await openDoor({ allowedHosts: ['desk.example'] });
    const { port } = desk.door;
    const statusFor = async (host: string) =>
      (await desk.ask('/healthz', { headers: { host } })).status;
    for (const host of [
      'rebind.example',
      'localhost',
      `localhost.example:${port}`,
      '127.0.0.1:1',
    ]) {
      expect([host, await statusFor(host)]).toEqual([host, 421]);
    }
    const names = [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, 'desk.example'];
    for (const host of [...names, 'DESK.example', `desk.example:${port}`]) {
      expect([host, await statusFor(host)]).toEqual([host, 200]);
    }
  });

  it('refuses a change that another page sends, whatever it calls itself', async () => {
    await using desk = await openDoor();
    const { origin: _own, ...headers } = await desk.asConsole();
    const lock = JSON.stringify({ commandId: 'command-1', level: 'lock' });
    const { port } = desk.door;
    for (const origin of [
      'https://evil.example',
      'null',
      `http://localhost.evil:${port}`,
      'http://localhost:1',
      `https://localhost:${port}`,
      `http://127.0.0.1:${port}`,
    ]) {
      const ask = { method: 'POST', headers: { ...headers, origin }, body: lock };
      expect([origin, (await desk.ask('/trpc/ops.lock', ask)).status]).toEqual([origin, 403]);
    }
    const without = await desk.ask('/trpc/ops.lock', { method: 'POST', headers, body: lock });
    expect(without.status).toBe(403);
    expect(desk.operator.commands).toEqual([]);
  });

  it('takes commands as JSON only, since a form of another site needs no permission', async () => {
    await using desk = await openDoor();
    const headers = await desk.asConsole();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const answer = await desk.ask('/trpc/ops.lock', {
        method: 'POST',
        headers: { ...headers, 'content-type': type },
        body: JSON.stringify({ commandId: 'command-1', level: 'lock' }),
      });
      expect([type, answer.status]).toEqual([type, 415]);
    }
    const read = await desk.ask('/trpc/ops.lock?input=%7B%7D', { headers });
    expect(read.status).toBe(405);
    expect(desk.operator.commands).toEqual([]);
  });

  it('carries a command to the engine under the name of who signed in', async () => {
    await using desk = await openDoor();
    const body = JSON.stringify({ commandId: 'command-1', level: 'lock', reason: 'looks odd' });
    const headers = await desk.asConsole();
    const answer = await desk.ask('/trpc/ops.lock', { method: 'POST', headers, body });
    expect(answer.status).toBe(200);
    expect(desk.operator.commands).toEqual([
      {
        command: { type: 'Lock', commandId: 'command-1', level: 'lock', reason: 'looks odd' },
        actor: { name: 'operator', via: 'console' },
      },
    ]);
  });

  it('names the field of a bad command and keeps it from the desk', async () => {
    await using desk = await openDoor();
    const headers = await desk.asConsole();
    const post = async (path: string, input: object) => {
      const answer = await desk.ask(`/trpc/${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(input),
      });
      return { status: answer.status, issues: JSON.parse(answer.body).error.data.issues };
    };
    const commandId = 'command-1';
    const badQty = (qty: unknown) =>
      post('ops.closePosition', { commandId, positionId: '1-1', qty });
    for (const qty of ['NaN', '-1', '0', '0.000', '1e5', '', 7, '1'.repeat(50)]) {
      const { status, issues } = await badQty(qty);
      expect([qty, status, issues[0].path]).toEqual([qty, 400, 'qty']);
    }
    const unlock = await post('ops.unlock', { commandId, reason: ' ' });
    expect([unlock.status, unlock.issues[0].path]).toEqual([400, 'reason']);
    const extra = await post('ops.unlock', { commandId, reason: 'all well', force: true });
    expect([extra.status, extra.issues[0].path]).toEqual([400, 'force']);
    expect(desk.operator.commands).toEqual([]);
  });

  it('answers an unknown target with 404 and the names that exist', async () => {
    await using desk = await openDoor();
    const answer = await desk.ask('/trpc/ops.setStrategyControl', {
      method: 'POST',
      headers: await desk.asConsole(),
      body: JSON.stringify({ commandId: 'command-1', strategyId: 'nope', entry_enabled: false }),
    });
    const { data } = JSON.parse(answer.body).error;
    expect([answer.status, data.code]).toEqual([404, 'NOT_FOUND']);
    expect(data.refusal).toEqual({
      code: 'STRATEGY_UNKNOWN',
      numbers: { strategyId: 'nope', known: 'scalp_ping_5s, scalp_tick_imbalance' },
    });
  });

  it('keeps the words of a fault for the log', async () => {
    await using desk = await openDoor();
    desk.operator.fault = new Error('secret detail');
    const answer = await desk.ask('/trpc/ops.lock', {
      method: 'POST',
      headers: await desk.asConsole(),
      body: JSON.stringify({ commandId: 'command-1', level: 'lock' }),
    });
    expect(answer.status).toBe(500);
    expect(answer.body).not.toContain('secret detail');
    expect(answer.body).not.toContain('stack');
    expect(desk.logged.join()).toContain('secret detail');
  });

  it('refuses a body beyond its limit', async () => {
    await using desk = await openDoor();
    const answer = await desk.ask('/trpc/ops.lock', {
      method: 'POST',
      headers: await desk.asConsole(),
      body: JSON.stringify({ commandId: 'x'.repeat(70_000) }),
    });
    expect(answer.status).toBe(413);
  });

  it('tells nobody more than one word of its health', async () => {
    await using desk = await openDoor();
    expect(await desk.ask('/healthz')).toMatchObject({ status: 200, body: '{"status":"ok"}' });
    desk.operator.healthStatus = 'impaired';
    expect(await desk.ask('/healthz')).toMatchObject({
      status: 503,
      body: '{"status":"impaired"}',
    });
    const headers = desk.asScript();
    expect((await desk.ask('/metrics', { headers })).body).toContain('quarterdeck_events_total');
  });

  it('guards every answer with the headers a browser obeys', async () => {
    await using desk = await openDoor();
    for (const path of ['/healthz', '/auth/sign-in', '/nothing']) {
      const { headers } = await desk.ask(path);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      });
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });

  it('says in one line that its port is taken', async () => {
    await using taken = await openDoor();
    const opening = openDoor({ port: taken.door.port });
    await expect(opening).rejects.toThrow(FrontDoorError);
    await expect(openDoor({ port: taken.door.port })).rejects.toThrow(
      /^port \d+ on 127.0.0.1 is taken/,
    );
  });

  it('does not open to other machines by a bare address', async () => {
    await expect(openDoor({ host: '0.0.0.0' })).rejects.toThrow(/allowed_hosts/);
  });
});

describe('the console behind the door', () => {
  it('gets pages read for it and learns neither cookie nor token', async () => {
    const seen: object[] = [];
    await using console = await openConsole(seen, '<html><script>go()</script></html>');
    await using desk = await openDoor({ consoleOrigin: console.origin });
    const headers = {
      ...(await desk.asConsole()),
      accept: 'text/html',
      'x-middleware-subrequest': 'middleware',
    };
    const page = await desk.ask('/summary?range=1d', { headers });
    expect(page).toMatchObject({ status: 200, body: '<html><script>go()</script></html>' });
    expect(seen).toEqual([
      {
        url: '/summary?range=1d',
        headers: expect.not.objectContaining({ cookie: expect.anything() }),
      },
    ]);
    expect(JSON.stringify(seen)).not.toMatch(/quarterdeck_session|x-middleware/);
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("script-src 'self' 'sha256-");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(page.headers['set-cookie']).toBeUndefined();
    expect(page.headers['x-powered-by']).toBeUndefined();
  });

  it('is asked for the path alone, whatever address was asked for', async () => {
    const seen: object[] = [];
    await using console = await openConsole(seen, '<html></html>');
    await using desk = await openDoor({ consoleOrigin: console.origin });
    const headers = { cookie: await desk.signIn() };
    for (const path of ['//elsewhere.example/a', '/b/../c?d=%2F', '/_next/x.js']) {
      await desk.ask(path, { headers });
    }
    expect(seen).toMatchObject([{ url: '/a' }, { url: '/c?d=%2F' }, { url: '/_next/x.js' }]);
  });

  it('answers the head of a page without its body', async () => {
    await using console = await openConsole([], '<html></html>');
    await using desk = await openDoor({ consoleOrigin: console.origin });
    const head = await desk.ask('/', { method: 'HEAD', headers: { cookie: await desk.signIn() } });
    expect(head).toMatchObject({ status: 200, body: '' });
    expect(String(head.headers['content-type'])).toContain('text/html');
  });

  it('gives way to a page with a lock that works while it is down', async () => {
    await using desk = await openDoor();
    const headers = { ...(await desk.asConsole()), accept: 'text/html' };
    const page = await desk.ask('/summary', { headers });
    expect(page.status).toBe(502);
    expect(page.body).toContain('action="/ops/lock-form"');
    const lock = await desk.ask('/ops/lock-form', {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: '',
    });
    expect([lock.status, lock.headers['location']]).toEqual([303, '/']);
    expect(desk.operator.state.lock.level).toBe('lock');
    expect((await desk.ask('/', { headers })).body).toContain('lock: locked from the page');
  });

  it('shows text of the desk as text', async () => {
    await using desk = await openDoor();
    const { lock } = desk.operator.state;
    desk.operator.state = {
      ...desk.operator.state,
      lock: { ...lock, level: 'lock', reason: '<script>alert(1)</script>' },
    };
    const { body } = await desk.ask('/', { headers: await desk.asConsole() });
    expect(body).not.toContain('<script>');
    expect(body).toContain('&lt;script&gt;');
  });
});

/** The router's own record of itself, which its type does not show. */
function listProcedures() {
  const { _def } = appRouter as unknown as {
    _def: { procedures: Record<string, { _def: { type: string } }> };
  };
  return _def.procedures;
}

function isRefusal(status: number): boolean {
  return status === 401 || status === 403;
}

async function openConsole(seen: object[], html: string) {
  const server = createServer((request, response) => {
    seen.push({ url: request.url, headers: request.headers });
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('set-cookie', 'next=1');
    response.setHeader('x-powered-by', 'framework');
    response.end(html);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
