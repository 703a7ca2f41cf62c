import { describe, expect, it } from 'vitest';
import { PROOF_LIFE_MS } from '../../apps/engine/src/api/auth/proven-sessions.ts';
import { openDoor } from '../../apps/engine/src/api/testing/open-door.ts';

type Desk = Awaited<ReturnType<typeof openDoor>>;

function breakSessions(desk: Desk): void {
  desk.auth.findSession = () => {
    throw new Error('SQLITE_IOERR');
  };
}

async function pressLock(desk: Desk, cookie: string): Promise<number> {
  const headers = {
    cookie,
    origin: desk.origin,
    'content-type': 'application/x-www-form-urlencoded',
  };
  return (await desk.ask('/ops/lock-form', { method: 'POST', headers, body: '' })).status;
}

describe('the lock form while sessions cannot be read', () => {
  it('locks for a session that was confirmed minutes ago, and for no other', async () => {
    await using desk = await openDoor();
    const [known, unproven] = [await desk.signIn(), await desk.signIn()];
    await desk.ask('/', { headers: { cookie: known } });
    breakSessions(desk);
    expect(await pressLock(desk, unproven)).toBe(500);
    expect(await pressLock(desk, 'quarterdeck_session=forged')).toBe(500);
    expect(desk.operator.state.lock.level).toBe('none');
    expect(await pressLock(desk, known)).toBe(303);
    expect(desk.operator.state.lock.level).toBe('lock');
  });

  it('believes the last answer for a few minutes only', async () => {
    await using desk = await openDoor();
    const cookie = await desk.signIn();
    await desk.ask('/', { headers: { cookie } });
    breakSessions(desk);
    desk.clock.advanceBy(PROOF_LIFE_MS);
    expect(await pressLock(desk, cookie)).toBe(500);
  });

  it('forgets a session that has signed out', async () => {
    await using desk = await openDoor();
    const { cookie, origin } = await desk.asConsole();
    const headers = { cookie, origin, 'content-type': 'application/json' };
    const out = await desk.ask('/trpc/session.signOut', { method: 'POST', headers, body: '{}' });
    expect(out.status).toBe(200);
    breakSessions(desk);
    expect(await pressLock(desk, cookie)).toBe(500);
  });
});
