import { describe, expect, it } from 'vitest';
import type { StreamMessage } from '@quarterdeck/core/contract/console-state.schema';
import { VirtualClock } from '../../adapters/system/virtual-clock.ts';
import type { ClientPipe } from './client-pipe.ts';
import { FakeOperator } from '../testing/fake-operator.ts';
import { LiveHub } from './live-hub.ts';
import { findWireText } from './wire-text.ts';

class FakePipe implements ClientPipe {
  bytes = 0;
  cutWith: number | undefined;
  bufferedBytes(): number {
    return this.bytes;
  }
  cut(code: number): void {
    this.cutWith = code;
  }
}

/** A hub on virtual time; `follow` collects what one client gets. */
function openHub() {
  const clock = new VirtualClock(1_000_000);
  const operator = new FakeOperator();
  operator.now = () => clock.now();
  const faults: unknown[] = [];
  const reportFault = (error: unknown): void => void faults.push(error);
  const hub = new LiveHub({ operator, clock, scheduler: clock, reportFault });
  hub.start();
  const follow = (
    options: { lastEventId?: string; pipe?: FakePipe; isAllowed?: () => boolean } = {},
  ) => {
    const got: StreamMessage[] = [];
    const abort = new AbortController();
    const stream = hub.attach({
      lastEventId: options.lastEventId,
      pipe: options.pipe,
      signal: abort.signal,
      isAllowed: options.isAllowed ?? (() => true),
    });
    const ended = (async () => {
      for await (const message of stream) got.push(message);
    })();
    return { got, ended, abort };
  };
  return { clock, operator, hub, follow, faults, [Symbol.dispose]: () => hub.stop() };
}

const changedNames = (message: StreamMessage | undefined): string[] =>
  message?.kind === 'delta' ? Object.keys(message.changed) : ['(snapshot)'];

describe('the live hub', () => {
  it('sends the whole state first, then only what changed', async () => {
    using desk = openHub();
    const client = desk.follow();
    await desk.clock.runBy(100);
    expect(client.got.map(changedNames)).toEqual([['(snapshot)']]);
    desk.operator.tick();
    await desk.clock.runBy(100);
    expect(client.got.slice(1).map(changedNames)).toEqual([['engine']]);
    expect(client.got.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('sends at most ten messages a second however fast the desk changes', async () => {
    using desk = openHub();
    const client = desk.follow();
    for (let step = 0; step < 1_000; step += 1) {
      desk.operator.tick();
      await desk.clock.runBy(1);
    }
    expect(client.got.length).toBeGreaterThanOrEqual(10);
    expect(client.got.length).toBeLessThanOrEqual(11);
  });

  it('lets a silent desk be heard once a second', async () => {
    using desk = openHub();
    const client = desk.follow();
    await desk.clock.runBy(5_000);
    const beats = client.got.slice(1);
    expect(beats).toHaveLength(5);
    expect(beats.flatMap(changedNames)).toEqual([]);
    expect(beats.map(({ tsServer }) => tsServer)).toEqual(
      [1, 2, 3, 4, 5].map((second) => 1_000_000 + second * 1_000),
    );
  });

  it('asks the engine for nothing while no console is attached', async () => {
    using desk = openHub();
    let asked = 0;
    const state = desk.operator.consoleState();
    desk.operator.consoleState = () => {
      asked += 1;
      return state;
    };
    await desk.clock.runBy(10_000);
    expect(asked).toBe(0);
  });

  it('gives a console that comes back what it missed, in one message', async () => {
    using desk = openHub();
    const before = desk.follow();
    await desk.clock.runBy(100);
    before.abort.abort();
    await before.ended;
    const stayed = desk.follow();
    for (let step = 0; step < 20; step += 1) {
      desk.operator.tick();
      await desk.clock.runBy(100);
    }
    const { lock } = desk.operator.state;
    desk.operator.state = { ...desk.operator.state, lock: { ...lock, level: 'lock' } };
    await desk.clock.runBy(100);
    const after = desk.follow({ lastEventId: 'epoch-a:1' });
    await desk.clock.runBy(1);
    expect(after.got.map(changedNames)).toEqual([['engine', 'lock']]);
    expect(after.got[0]?.seq).toBe(stayed.got.at(-1)?.seq);
    expect(after.got[0]).toMatchObject({
      changed: { engine: { eventSeq: 21 }, lock: { level: 'lock' } },
    });
  });

  it.each(['epoch-b:1', 'epoch-a:999', 'epoch-a:x', 'epoch-a:-1', '1', '', ':1'])(
    'starts over with a snapshot for the id %j, which is not of its own past',
    async (lastEventId) => {
      using desk = openHub();
      const client = desk.follow({ lastEventId });
      await desk.clock.runBy(100);
      expect(client.got.map(changedNames)).toEqual([['(snapshot)']]);
    },
  );

  it('holds back from a client that does not read and then sends it one merged message', async () => {
    using desk = openHub();
    const pipe = new FakePipe();
    const client = desk.follow({ pipe });
    await desk.clock.runBy(100);
    pipe.bytes = 2_000_000;
    for (let step = 0; step < 30; step += 1) {
      desk.operator.tick();
      await desk.clock.runBy(100);
    }
    expect(client.got).toHaveLength(1);
    pipe.bytes = 0;
    await desk.clock.runBy(1_000);
    expect(client.got.slice(1).map(changedNames)).toEqual([['engine']]);
    expect(client.got[1]).toMatchObject({ changed: { engine: { eventSeq: 31 } } });
    expect(pipe.cutWith).toBeUndefined();
  });

  it.each([
    ['stays stuck for ten seconds', 2_000_000, 10_200],
    ['holds more than eight megabytes', 9_000_000, 1_000],
  ])('cuts a client that %s, while the others go on', async (_name, bytes, afterMs) => {
    using desk = openHub();
    const pipe = new FakePipe();
    const [stuck, reader] = [desk.follow({ pipe }), desk.follow()];
    await desk.clock.runBy(100);
    pipe.bytes = bytes;
    await desk.clock.runBy(afterMs + 1_000);
    await stuck.ended;
    expect(pipe.cutWith).toBe(1013);
    expect(desk.hub.attachedCount).toBe(1);
    const seen = reader.got.length;
    await desk.clock.runBy(2_000);
    expect(reader.got.length).toBe(seen + 2);
  });

  it('ends the stream of a session that has ended within two seconds', async () => {
    using desk = openHub();
    const pipe = new FakePipe();
    let isAllowed = true;
    const client = desk.follow({ pipe, isAllowed: () => isAllowed });
    await desk.clock.runBy(3_000);
    isAllowed = false;
    await desk.clock.runBy(2_000);
    await client.ended;
    expect(pipe.cutWith).toBe(1008);
  });

  it('leaves nothing behind of a client that goes', async () => {
    using desk = openHub();
    const clients = Array.from({ length: 50 }, () => desk.follow());
    await desk.clock.runBy(100);
    expect(desk.hub.attachedCount).toBe(50);
    for (const { abort } of clients) abort.abort();
    await Promise.all(clients.map(({ ended }) => ended));
    expect(desk.hub.attachedCount).toBe(0);
  });

  it('makes one message for all clients that stand at the same frame', async () => {
    using desk = openHub();
    const clients = Array.from({ length: 50 }, () => desk.follow());
    await desk.clock.runBy(100);
    desk.operator.tick();
    await desk.clock.runBy(100);
    expect(new Set(clients.map(({ got }) => got[1])).size).toBe(1);
  });

  it('puts on the wire exactly what the message says', async () => {
    using desk = openHub();
    const client = desk.follow();
    await desk.clock.runBy(100);
    desk.operator.tick();
    await desk.clock.runBy(1_500);
    expect(client.got.length).toBeGreaterThanOrEqual(3);
    for (const message of client.got) {
      expect(JSON.parse(findWireText(message) ?? '')).toEqual(JSON.parse(JSON.stringify(message)));
    }
  });

  it('skips the frames of a state that cannot be read, tells it once, and goes on with the next', async () => {
    using desk = openHub();
    const { got } = desk.follow();
    await desk.clock.runBy(100);
    const before = got.length;
    const read = desk.operator.consoleState.bind(desk.operator);
    desk.operator.consoleState = () => {
      throw new Error('audit cannot be read');
    };
    await desk.clock.runBy(3_000);
    expect(got).toHaveLength(before);
    expect(desk.faults).toEqual([new Error('audit cannot be read')]);
    desk.operator.consoleState = read;
    desk.operator.tick();
    await desk.clock.runBy(200);
    expect(got.length).toBeGreaterThan(before);
  });
});
