import { describe, expect, it } from 'vitest';
import type { OutboundEffect } from '@quarterdeck/core/model/effect';
import { VirtualClock } from '../../adapters/system/virtual-clock.ts';
import type { FailpointName } from '../failpoints.ts';
import { recordSignal, submitOf, cancelOf } from '../testing/orders.ts';
import { createStubDesk } from '../testing/stub-desk.ts';
import { StubJournal, StubMemory } from '../testing/stub-memory.ts';
import { DurableLog } from './durable-log.ts';
import { EventDispatcher } from './event-dispatcher.ts';

function setUp() {
  const calls: string[] = [];
  const clock = new VirtualClock(1_000_000);
  const memory = new StubMemory(calls);
  const journal = new StubJournal(calls);
  const desk = createStubDesk();
  const passed: FailpointName[] = [];
  const failpoint = (name: FailpointName) => void passed.push(name);
  const sent: OutboundEffect[] = [];
  const faults: unknown[] = [];
  const dispatcher = new EventDispatcher({
    desk,
    log: new DurableLog({ memory, journal, failpoint }),
    clock,
    scheduler: clock,
    failpoint,
    firstSeq: 7,
    execute: (effect) => {
      calls.push(`execute ${effect.type}`);
      sent.push(effect);
    },
    onFault: (error) => faults.push(error),
  });
  return { calls, clock, memory, journal, desk, passed, sent, faults, dispatcher };
}

const typesOf = (events: readonly { type: string }[]) => events.map((event) => event.type);

describe('event dispatcher', () => {
  it('puts events and records on disk before an order leaves', () => {
    const { desk, dispatcher, calls } = setUp();
    desk.answer = () => [recordSignal, submitOf('a')];
    dispatcher.dispatch({ type: 'ClockAdvanced' });
    expect(calls).toEqual(['flush', 'write RecordLock', 'execute SubmitOrder']);
  });

  it('writes records that cause nothing outside within 20 ms, together', () => {
    const { desk, dispatcher, calls, clock } = setUp();
    desk.answer = () => [recordSignal];
    dispatcher.dispatch({ type: 'ClockAdvanced' });
    dispatcher.dispatch({ type: 'ClockAdvanced' });
    expect(calls).toEqual([]);
    clock.advanceBy(20);
    expect(calls).toEqual(['flush', 'write RecordLock,RecordLock']);
  });

  it('commits in line when events keep the timers from firing', () => {
    const { desk, dispatcher, calls, clock } = setUp();
    desk.answer = () => [recordSignal];
    dispatcher.dispatch({ type: 'ClockAdvanced' });
    desk.answer = () => [];
    dispatcher.dispatch({ type: 'ClockAdvanced' }, clock.now() + 25);
    expect(calls).toEqual(['flush', 'write RecordLock']);
  });

  it('numbers events without a gap and never lets time go back', () => {
    const { desk, dispatcher } = setUp();
    dispatcher.dispatch({ type: 'ClockAdvanced' }, 5_000);
    dispatcher.dispatch({ type: 'ClockAdvanced' }, 4_000);
    expect(desk.handled.map(({ seq, ts }) => [seq, ts])).toEqual([
      [7, 5_000],
      [8, 5_000],
    ]);
  });

  it('queues an event that arrives while another is being handled', () => {
    const { desk, dispatcher } = setUp();
    const order: string[] = [];
    desk.answer = (event) => {
      order.push(`start ${event.seq}`);
      if (event.seq === 7) dispatcher.dispatch({ type: 'ClockAdvanced' });
      order.push(`end ${event.seq}`);
      return [];
    };
    dispatcher.dispatch({ type: 'ClockAdvanced' });
    expect(order).toEqual(['start 7', 'end 7', 'start 8', 'end 8']);
  });

  it('holds orders back when the disk fails, tells the desk, and lets cancels leave', () => {
    const { desk, dispatcher, memory, sent } = setUp();
    memory.isBroken = true;
    desk.answer = (event) =>
      event.type === 'ClockAdvanced' ? [recordSignal, submitOf('a'), cancelOf('b')] : [];
    dispatcher.dispatch({ type: 'ClockAdvanced' });
    expect(typesOf(sent)).toEqual(['CancelOrder']);
    expect(typesOf(desk.handled)).toEqual(['ClockAdvanced', 'EngineImpaired', 'OrderWithheld']);
    expect(desk.handled.at(-1)).toMatchObject({ clientOrderId: 'a', code: 'STORAGE_UNAVAILABLE' });
  });

  it('retries every second and reports the recovery with nothing lost', () => {
    const { desk, dispatcher, journal, memory, clock } = setUp();
    journal.isBroken = true;
    desk.answer = (event) => (event.type === 'ClockAdvanced' ? [recordSignal] : []);
    dispatcher.dispatch({ type: 'ClockAdvanced' });
    clock.advanceBy(3_000);
    expect(typesOf(desk.handled)).toEqual(['ClockAdvanced', 'EngineImpaired']);
    journal.isBroken = false;
    clock.advanceBy(1_000);
    expect(typesOf(desk.handled).at(-1)).toBe('EngineRecovered');
    expect(memory.records).toHaveLength(1);
  });

  it('stops for good at a fault: nothing handled after it leaves', () => {
    const { desk, dispatcher, sent, faults } = setUp();
    desk.answer = () => {
      throw new Error('books do not add up');
    };
    dispatcher.dispatch({ type: 'ClockAdvanced' });
    desk.answer = () => [submitOf('a')];
    dispatcher.dispatch({ type: 'ClockAdvanced' });
    expect(faults).toHaveLength(1);
    expect(desk.handled).toHaveLength(1);
    expect(sent).toEqual([]);
  });

  it('passes the failpoints of an order and of a command in the order of the path', () => {
    const { desk, dispatcher, passed } = setUp();
    desk.answer = () => [recordSignal, submitOf('a')];
    dispatcher.dispatch({ type: 'TradingUnlocked', reason: 'test', by: 'test' });
    expect(passed).toEqual([
      'command-before-journal',
      'command-before-commit',
      'before-journal-flush',
      'before-commit',
      'after-commit-before-send',
    ]);
  });
});
