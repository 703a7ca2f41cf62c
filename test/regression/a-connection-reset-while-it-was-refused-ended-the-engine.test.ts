import { createServer } from 'node:http';
import { connect } from 'node:net';
import { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createHostPolicy } from '../../apps/engine/src/api/auth/host-policy.ts';
import { createSessions } from '../../apps/engine/src/api/auth/sessions.ts';
import { SocketDoor } from '../../apps/engine/src/api/live/socket-door.ts';
import { MemoryAuthStore } from '../../apps/engine/src/api/testing/memory-auth-store.ts';
import { openDoor } from '../../apps/engine/src/api/testing/open-door.ts';
import { VirtualClock } from '../../apps/engine/src/adapters/system/virtual-clock.ts';

type Desk = Awaited<ReturnType<typeof openDoor>>;

const upgradeRequest = (desk: Desk, headers: readonly string[]): string =>
  [
    'GET /trpc HTTP/1.1',
    ...headers,
    'Connection: Upgrade',
    'Upgrade: websocket',
    `Origin: ${desk.origin}`,
    '\r\n',
  ].join('\r\n');

/** First line of the answer to an upgrade. */
function askUpgrade(desk: Desk, headers: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(desk.door.port, '127.0.0.1', () => {
      socket.write(upgradeRequest(desk, headers));
    });
    socket.once('data', (bytes) => {
      resolve(bytes.toString().split('\r\n', 1)[0] ?? '');
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

/** The socket of an upgrade whose peer resets it as soon as it is answered. */
class ResetSocket extends Duplex {
  override _read(): void {
    // Nothing more comes.
  }
  override _write(_bytes: Buffer, _encoding: string, done: (error: Error) => void): void {
    done(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
  }
}

describe('an upgrade that is refused', () => {
  it('leaves nothing uncaught when the peer resets the connection', async () => {
    const server = createServer();
    new SocketDoor({
      hosts: createHostPolicy(() => 3_000, []),
      sessions: createSessions({
        auth: new MemoryAuthStore(),
        clock: new VirtualClock(0),
        randomToken: () => 'unused',
      }),
      makeContext: () => {
        throw new Error('nobody gets as far as a context');
      },
      reportFault: () => undefined,
    }).listen(server);
    const socket = new ResetSocket();
    const closed = new Promise((resolve) => socket.once('close', resolve));
    server.emit('upgrade', { headers: { host: 'nobody' }, url: '/trpc' }, socket, Buffer.alloc(0));
    await closed;
    expect(socket.errored?.message).toBe('read ECONNRESET');
  });

  it('is told to come later while sessions cannot be read', async () => {
    await using desk = await openDoor();
    const host = `Host: localhost:${desk.door.port}`;
    desk.auth.findSession = () => {
      throw new Error('SQLITE_IOERR');
    };
    const answer = await askUpgrade(desk, [host, 'Cookie: quarterdeck_session=abc']);
    expect(answer).toBe('HTTP/1.1 503 Service Unavailable');
    expect(desk.logged).toHaveLength(1);
    expect(await askUpgrade(desk, [host])).toBe('HTTP/1.1 401 Unauthorized');
  });
});
