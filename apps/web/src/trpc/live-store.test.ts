import type { ConsoleState, StreamMessage } from '@quarterdeck/core/contract/console-state.schema';
import { describe, expect, it } from 'vitest';
import { LiveStore, type StreamHandlers } from './live-store.ts';

function openWorld() {
  const world = {
    now: 1_000,
    checks: [] as (() => void)[],
    opened: [] as { handlers: StreamHandlers; lastEventId: string | undefined }[],
    closed: 0,
  };
  const store = new LiveStore({
    now: () => world.now,
    every: (run) => {
      world.checks.push(run);
      return () => void world.checks.splice(world.checks.indexOf(run), 1);
    },
    open: (handlers, lastEventId) => {
      world.opened.push({ handlers, lastEventId });
      return () => void (world.closed += 1);
    },
  });
  store.start();
  const send = (message: StreamMessage) =>
    world.opened.at(-1)?.handlers.onMessage(`${message.epoch}:${message.seq}`, message);
  const pass = (ms: number) => {
    for (let passed = 0; passed < ms; passed += 100) {
      world.now += 100;
      for (const check of world.checks) check();
    }
  };
  return { world, store, send, pass };
}

const lock = (level: 'none' | 'lock'): ConsoleState['lock'] => ({
  level,
  reason: '',
  by: '',
  tsSince: 0,
  eventSeq: 0,
});
const tail = (text: string) => [{ seq: 1, ts: 1, kind: 'K', text }];
const snapshot = (epoch: string, seq: number, state: Partial<ConsoleState>): StreamMessage => ({
  kind: 'snapshot',
  epoch,
  seq,
  tsServer: 0,
  state: state as ConsoleState,
});
const delta = (epoch: string, seq: number, changed: Partial<ConsoleState>): StreamMessage => ({
  kind: 'delta',
  epoch,
  seq,
  tsServer: 0,
  changed,
});

describe('the live store', () => {
  it('takes the snapshot, then lays changed slices over it and leaves the others as the same object', () => {
    const { store, send } = openWorld();
    send(snapshot('a', 1, { lock: lock('none'), eventTail: tail('first') }));
    const before = store.getSlice('eventTail');
    send(delta('a', 2, { lock: lock('lock') }));
    expect(store.getSlice('lock')?.level).toBe('lock');
    expect(store.getSlice('eventTail')).toBe(before);
  });

  it('wakes only the listeners of the slices that changed', () => {
    const { store, send } = openWorld();
    const woken: string[] = [];
    store.subscribeSlice('lock', () => woken.push('lock'));
    const stop = store.subscribeSlice('eventTail', () => woken.push('eventTail'));
    send(snapshot('a', 1, { lock: lock('none'), eventTail: tail('x') }));
    send(delta('a', 2, { eventTail: tail('y') }));
    stop();
    send(delta('a', 3, { eventTail: tail('z') }));
    expect(woken).toEqual(['lock', 'eventTail', 'eventTail']);
  });

  it('drops a delta it has already applied and a delta of an engine whose snapshot it never saw', () => {
    const { store, send } = openWorld();
    send(snapshot('a', 5, { eventTail: tail('five') }));
    send(delta('a', 5, { eventTail: tail('again') }));
    send(delta('b', 9, { eventTail: tail('another life') }));
    expect(store.getSlice('eventTail')?.[0]?.text).toBe('five');
    send(snapshot('b', 1, { eventTail: tail('new engine') }));
    expect(store.getSlice('eventTail')?.[0]?.text).toBe('new engine');
  });

  it('is disconnected after less than 3 s of silence and live again with the next message', () => {
    const { store, send, pass } = openWorld();
    send(snapshot('a', 1, {}));
    expect(store.getConnection().phase).toBe('live');
    pass(1_700);
    expect(store.getConnection().phase).toBe('reconnecting');
    pass(800);
    expect(store.getConnection().phase).toBe('disconnected');
    send(delta('a', 2, {}));
    expect(store.getConnection().phase).toBe('live');
  });

  it('says disconnected too when nothing was ever received', () => {
    const { store, pass } = openWorld();
    expect(store.getConnection().phase).toBe('connecting');
    pass(2_500);
    expect(store.getConnection().phase).toBe('disconnected');
  });

  it('shows a closed socket at once and takes it for lost sooner than mere silence', () => {
    const { world, store, send, pass } = openWorld();
    send(snapshot('a', 1, {}));
    world.opened[0]?.handlers.onSocket(false);
    expect(store.getConnection().phase).toBe('reconnecting');
    pass(1_500);
    expect(store.getConnection().phase).toBe('disconnected');
  });

  it('opens the stream again after it ended, from the last message it holds', () => {
    const { world, send, pass } = openWorld();
    send(snapshot('a', 7, {}));
    world.opened[0]?.handlers.onEnded();
    pass(1_000);
    expect(world.opened.map((each) => each.lastEventId)).toEqual([undefined, 'a:7']);
  });

  it('closes the stream and its checks when stopped', () => {
    const { world, store } = openWorld();
    store.stop();
    expect([world.closed, world.checks.length]).toEqual([1, 0]);
  });
});
