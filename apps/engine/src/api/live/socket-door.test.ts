import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { jsonEncoder } from '@trpc/server/adapters/ws';
import type { StreamMessage } from '@quarterdeck/core/contract/console-state.schema';
import { streamMessageSchema } from '@quarterdeck/core/contract/console-state.schema';
import { openDoor } from '../testing/open-door.ts';
import { wireEncoder } from './wire-encoder.ts';
import { rememberWireText } from './wire-text.ts';

type Desk = Awaited<ReturnType<typeof openDoor>>;

/** Status of the answer to an upgrade; 101 when it was accepted. */
function upgrade(desk: Desk, headers: Record<string, string>, path = '/trpc'): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${desk.door.port}${path}`, {
      headers: { host: `localhost:${desk.door.port}`, ...headers },
    });
    socket.on('open', () => {
      resolve(101);
      socket.terminate();
    });
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    socket.on('error', reject);
  });
}

/** A console's socket with one stream on it. Virtual time moves while it waits. */
async function openStream(desk: Desk, lastEventId?: string) {
  const { cookie, origin } = await desk.asConsole();
  const socket = new WebSocket(`ws://127.0.0.1:${desk.door.port}/trpc`, {
    headers: { host: `localhost:${desk.door.port}`, cookie, origin },
  });
  const got: { id: string; data: StreamMessage }[] = [];
  let closedWith: number | undefined;
  socket.on('close', (code) => (closedWith = code));
  socket.on('message', (raw: Buffer) => {
    const answer = JSON.parse(raw.toString()) as { result?: { type: string; data: never } };
    if (answer.result?.type === 'data') got.push(answer.result.data);
  });
  await new Promise((resolve) => socket.once('open', resolve));
  const params = { path: 'live.stream', input: {}, lastEventId };
  socket.send(JSON.stringify({ id: 1, jsonrpc: '2.0', method: 'subscription', params }));
  const until = async (isDone: () => boolean): Promise<void> => {
    while (!isDone()) await desk.clock.runBy(100);
  };
  return {
    socket,
    got,
    until,
    closedWith: () => closedWith,
    [Symbol.dispose]: () => socket.terminate(),
  };
}

describe('the WebSocket door', () => {
  it('opens only to a signed-in console or a token', async () => {
    await using desk = await openDoor();
    const { cookie, origin } = await desk.asConsole();
    const { authorization } = desk.asScript();
    const { port } = desk.door;
    expect(await upgrade(desk, { cookie, origin })).toBe(101);
    expect(await upgrade(desk, { authorization })).toBe(101);
    expect(await upgrade(desk, { origin })).toBe(401);
    expect(await upgrade(desk, { cookie: 'quarterdeck_session=wrong', origin })).toBe(401);
    expect(await upgrade(desk, { cookie })).toBe(403);
    for (const evil of ['https://evil.example', 'null', `http://localhost.evil:${port}`]) {
      expect([evil, await upgrade(desk, { cookie, origin: evil })]).toEqual([evil, 403]);
      expect([evil, await upgrade(desk, { authorization, origin: evil })]).toEqual([evil, 403]);
    }
    const rebound = { cookie, host: 'rebind.example', origin: 'http://rebind.example' };
    expect(await upgrade(desk, rebound)).toBe(421);
  });

  it('hands no upgrade on to the console process', async () => {
    await using desk = await openDoor();
    const { cookie, origin } = await desk.asConsole();
    for (const path of ['/', '/_next/webpack-hmr', '/trpcx', '//evil.example/trpc']) {
      expect([path, await upgrade(desk, { cookie, origin }, path)]).toEqual([path, 404]);
    }
  });

  it('streams a snapshot and then deltas, each under its number', async () => {
    await using desk = await openDoor();
    using client = await openStream(desk);
    await client.until(() => client.got.length === 1);
    desk.operator.tick();
    await client.until(() => client.got.length === 2);
    const [first, second] = client.got;
    expect([first?.data.kind, second?.data.kind]).toEqual(['snapshot', 'delta']);
    expect(second?.id).toBe(`epoch-a:${second?.data.seq}`);
    for (const { data } of client.got) expect(streamMessageSchema.parse(data)).toEqual(data);
  });

  it('resumes after a drop and starts over with another engine', async () => {
    await using desk = await openDoor();
    using before = await openStream(desk);
    await before.until(() => before.got.length === 1);
    before.socket.terminate();
    desk.operator.tick();
    await desk.clock.runBy(500);
    using after = await openStream(desk, before.got[0]?.id);
    await after.until(() => after.got.length === 1);
    expect(after.got[0]?.data).toMatchObject({
      kind: 'delta',
      changed: { engine: { eventSeq: 2 } },
    });
    using other = await openStream(desk, 'epoch-0:1');
    await other.until(() => other.got.length === 1);
    expect(other.got[0]?.data.kind).toBe('snapshot');
  });

  it('cuts a console that never reads and goes on serving the others', async () => {
    await using desk = await openDoor();
    using paused = await openStream(desk);
    using reader = await openStream(desk);
    await reader.until(() => paused.got.length > 0 && reader.got.length > 0);
    paused.socket.pause();
    const pad = 'x'.repeat(200_000);
    let round = 0;
    const grow = (): boolean => {
      round += 1;
      const { engine } = desk.operator.state;
      desk.operator.state = {
        ...desk.operator.state,
        engine: { ...engine, stateDetail: `${round}${pad}` },
      };
      return desk.door.attachedCount() === 1;
    };
    await reader.until(grow);
    const seen = reader.got.length;
    await reader.until(() => reader.got.length > seen);
    expect(reader.closedWith()).toBeUndefined();
  });

  it('closes the socket of whoever signs out', async () => {
    await using desk = await openDoor();
    using client = await openStream(desk);
    await client.until(() => client.got.length === 1);
    client.socket.send(
      JSON.stringify({
        id: 2,
        jsonrpc: '2.0',
        method: 'mutation',
        params: { path: 'session.signOut' },
      }),
    );
    await client.until(() => client.closedWith() !== undefined);
    expect([1006, 1008]).toContain(client.closedWith());
  });

  it('writes a stream message as tRPC itself would', () => {
    const data: StreamMessage = {
      kind: 'delta',
      epoch: 'e"1',
      seq: 2,
      tsServer: 3,
      changed: { orders: [] },
    };
    for (const base of [{ id: 1 }, { id: 'a"b', jsonrpc: '2.0' as const }]) {
      const answer = {
        ...base,
        result: { type: 'data', id: 'e"1:2', data: { id: 'e"1:2', data } },
      };
      const plain = JSON.parse(String(jsonEncoder.encode(answer)));
      rememberWireText(data, JSON.stringify(data));
      expect(JSON.parse(String(wireEncoder.encode(answer)))).toEqual(plain);
    }
    const other = { id: 1, result: { type: 'started' } };
    expect(wireEncoder.encode(other)).toBe(JSON.stringify(other));
  });
});
