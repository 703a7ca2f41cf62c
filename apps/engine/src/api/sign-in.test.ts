import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '@quarterdeck/core/kernel/clock';
import { LINK_LIFE_MS, SESSION_LIFE_MS } from './auth/sessions.ts';
import { openDoor } from './testing/open-door.ts';

describe('signing in', () => {
  it('shows a button first, so that whatever fetches links ahead cannot use one up', async () => {
    await using desk = await openDoor();
    const link = desk.door.issueLink();
    const path = link.slice(desk.door.url.length);
    for (let look = 0; look < 3; look += 1) {
      const page = await desk.ask(path);
      expect(page.status).toBe(200);
      expect(page.body).toContain('<form method="post" action="/auth/link">');
      expect(page.body).not.toContain('<script');
    }
    expect((await desk.redeem(link)).status).toBe(303);
  });

  it('sets a cookie that scripts, other sites and other addresses do not get', async () => {
    await using desk = await openDoor();
    const { headers } = await desk.redeem(desk.door.issueLink());
    const cookie = String(headers['set-cookie']);
    expect(cookie).toMatch(/^quarterdeck_session=[\w-]{43};/);
    for (const flag of [
      'HttpOnly',
      'SameSite=Strict',
      'Path=/',
      `Max-Age=${SESSION_LIFE_MS / 1_000}`,
    ]) {
      expect(cookie).toContain(flag);
    }
    expect(cookie).not.toMatch(/Domain|Secure/);
  });

  it('marks the cookie Secure behind https, where only a configured name may say so', async () => {
    await using desk = await openDoor({ allowedHosts: ['desk.example'] });
    const redeemAs = async (host: string, origin: string) => {
      const token = new URL(desk.door.issueLink()).search.slice(1);
      return desk.ask('/auth/link', {
        method: 'POST',
        headers: {
          host,
          origin,
          'x-forwarded-proto': 'https',
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: token,
      });
    };
    const outside = await redeemAs('desk.example', 'https://desk.example');
    expect(String(outside.headers['set-cookie'])).toContain('Secure');
    expect(outside.headers['strict-transport-security']).toBeDefined();
    const plain = await redeemAs('desk.example', 'http://desk.example');
    expect(plain.status).toBe(403);
    const local = await redeemAs(`localhost:${desk.door.port}`, desk.origin);
    expect(String(local.headers['set-cookie'])).not.toContain('Secure');
  });

  it('accepts a link once', async () => {
    await using desk = await openDoor();
    const link = desk.door.issueLink();
    expect((await desk.redeem(link)).status).toBe(303);
    const again = await desk.redeem(link);
    expect([again.status, again.headers['set-cookie']]).toEqual([401, undefined]);
  });

  it('accepts a link for ten minutes', async () => {
    await using desk = await openDoor();
    const [fresh, old] = [desk.door.issueLink(), desk.door.issueLink()];
    desk.clock.advanceBy(LINK_LIFE_MS - 1);
    expect((await desk.redeem(fresh)).status).toBe(303);
    desk.clock.advanceBy(1);
    expect((await desk.redeem(old)).status).toBe(401);
  });

  it('does not take the link from another page', async () => {
    await using desk = await openDoor();
    const body = new URL(desk.door.issueLink()).search.slice(1);
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    for (const extra of [{}, { origin: 'https://evil.example' }]) {
      const answer = await desk.ask('/auth/link', {
        method: 'POST',
        headers: { ...type, ...extra },
        body,
      });
      expect(answer.status).toBe(403);
    }
  });

  it('allows ten attempts a minute', async () => {
    await using desk = await openDoor();
    const wrong = `${desk.origin}/auth/link?token=${'x'.repeat(43)}`;
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 11; attempt += 1)
      statuses.push((await desk.redeem(wrong)).status);
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429]);
    const link = desk.door.issueLink();
    expect((await desk.redeem(link)).status).toBe(429);
    desk.clock.advanceBy(MINUTE_MS);
    expect((await desk.redeem(link)).status).toBe(303);
  });

  it('ends a session after seven days, and at once on signing out', async () => {
    await using desk = await openDoor();
    const [first, second] = [await desk.asConsole(), await desk.asConsole()];
    const me = async (headers: Record<string, string>) =>
      (await desk.ask('/trpc/session.me', { headers })).status;
    const out = await desk.ask('/trpc/session.signOut', { method: 'POST', headers: first });
    expect(out.status).toBe(200);
    expect(String(out.headers['set-cookie'])).toMatch(/^quarterdeck_session=;/);
    expect([await me(first), await me(second)]).toEqual([401, 200]);
    desk.clock.advanceBy(SESSION_LIFE_MS);
    expect(await me(second)).toBe(401);
  });

  it('keeps no secret: not in the store, not in the log', async () => {
    await using desk = await openDoor();
    const link = desk.door.issueLink();
    const secret = new URL(link).searchParams.get('token') ?? '';
    await desk.ask(link.slice(desk.door.url.length));
    const { headers } = await desk.redeem(link);
    const session = /=([\w-]+);/.exec(String(headers['set-cookie']))?.[1] ?? '';
    const token = desk.door.createToken('robot');
    desk.operator.fault = new Error('broken');
    await desk.ask('/api/strategy-control', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ global_lock: true }),
    });
    const kept = `${desk.auth.rows} ${desk.logged.join(' ')}`;
    expect(desk.logged).not.toEqual([]);
    for (const raw of [secret, session, token]) {
      expect(raw.length).toBeGreaterThanOrEqual(43);
      expect(kept).not.toContain(raw);
    }
  });
});
