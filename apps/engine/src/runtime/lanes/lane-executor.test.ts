import { describe, expect, it } from 'vitest';
import { createRng } from '@quarterdeck/core/kernel/rng';
import { denied, PASSED, type Verdict } from '@quarterdeck/core/kernel/verdict';
import { asClientOrderId } from '@quarterdeck/core/kernel/ids';
import type { DeskEventBody } from '@quarterdeck/core/model/event';
import { VirtualClock } from '../../adapters/system/virtual-clock.ts';
import { OutcomeUnknownError } from '../../ports/venue.ts';
import { noFailpoint } from '../failpoints.ts';
import { cancelOf, ETH, submitOf } from '../testing/orders.ts';
import { LaneExecutor } from './lane-executor.ts';
import { VenueQuestions } from './venue-questions.ts';

function setUp({ guard = (): Verdict => PASSED, isSynchronous = false } = {}) {
  const clock = new VirtualClock(1_000);
  const calls: string[] = [];
  const settle = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
  const dispatched: DeskEventBody[] = [];
  const queried: string[] = [];
  const wait = (id: string) =>
    isSynchronous
      ? undefined
      : new Promise<void>((resolve, reject) => settle.set(id, { resolve, reject }));
  const executor = new LaneExecutor({
    wire: {
      submit: (request) => {
        calls.push(`submit ${request.clientOrderId}`);
        return wait(request.clientOrderId);
      },
      cancel: (clientOrderId) => {
        calls.push(`cancel ${clientOrderId}`);
        return wait(clientOrderId);
      },
    },
    clock,
    scheduler: clock,
    failpoint: noFailpoint,
    mayLeave: guard,
    dispatch: (body) => void dispatched.push(body),
    query: (id) => void queried.push(id),
    deadlineMs: 10_000,
  });
  return { clock, calls, settle, dispatched, queried, executor };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('lane executor', () => {
  it('sends one order at a time per symbol while another symbol goes on', async () => {
    const { executor, calls, settle } = setUp();
    executor.execute(submitOf('a'), 0);
    executor.execute(submitOf('b'), 0);
    executor.execute(submitOf('c', { symbol: ETH }), 0);
    expect(calls).toEqual(['submit a', 'submit c']);
    settle.get('a')?.resolve();
    await turn();
    expect(calls).toEqual(['submit a', 'submit c', 'submit b']);
  });

  it('sends what reduces risk ahead of entries that wait', async () => {
    const { executor, calls, settle } = setUp();
    executor.execute(submitOf('first'), 0);
    executor.execute(submitOf('entry'), 0);
    executor.execute(submitOf('exit', { purpose: 'exit' }), 0);
    executor.execute(cancelOf('other'), 0);
    for (const id of ['first', 'exit', 'other']) {
      settle.get(id)?.resolve();
      await turn();
    }
    expect(calls).toEqual(['submit first', 'submit exit', 'cancel other', 'submit entry']);
  });

  it('asks the guard at the moment of sending, not when the order was queued', async () => {
    let isLocked = false;
    const guard = () => (isLocked ? denied('GUARD_LOCKED', { level: 'lock' }) : PASSED);
    const { executor, calls, settle, dispatched } = setUp({ guard });
    executor.execute(submitOf('a'), 0);
    executor.execute(submitOf('b'), 0);
    isLocked = true;
    settle.get('a')?.resolve();
    await turn();
    expect(calls).toEqual(['submit a']);
    expect(dispatched).toEqual([
      {
        type: 'OrderWithheld',
        clientOrderId: 'b',
        code: 'GUARD_LOCKED',
        numbers: { level: 'lock' },
      },
    ]);
  });

  it('withholds when the guard itself fails', () => {
    const guard = () => {
      throw new Error('no state');
    };
    const { executor, calls, dispatched } = setUp({ guard });
    executor.execute(submitOf('a'), 0);
    expect(calls).toEqual([]);
    expect(dispatched).toMatchObject([{ type: 'OrderWithheld', code: 'GUARD_UNAVAILABLE' }]);
  });

  it.each([new OutcomeUnknownError('socket closed'), new TypeError('empty body')])(
    'calls the outcome unknown and never sends again after %s',
    async (error) => {
      const { executor, calls, settle, dispatched } = setUp();
      executor.execute(submitOf('a'), 0);
      settle.get('a')?.reject(error);
      await turn();
      expect(dispatched).toEqual([{ type: 'OrderOutcomeUnknown', clientOrderId: 'a' }]);
      expect(calls).toEqual(['submit a']);
    },
  );

  it('gives up waiting at its own deadline and lets the next order go', async () => {
    const { executor, calls, clock, dispatched } = setUp();
    executor.execute(submitOf('a'), 0);
    executor.execute(submitOf('b'), 0);
    await clock.runBy(10_000);
    expect(dispatched).toEqual([{ type: 'OrderOutcomeUnknown', clientOrderId: 'a' }]);
    expect(calls).toEqual(['submit a', 'submit b']);
  });

  it('takes an order out of the queue that is cancelled before it left', () => {
    const { executor, calls, dispatched } = setUp();
    executor.execute(submitOf('a'), 0);
    executor.execute(submitOf('b'), 0);
    executor.execute(cancelOf('b'), 0);
    expect(calls).toEqual(['submit a']);
    expect(dispatched).toMatchObject([{ type: 'OrderWithheld', clientOrderId: 'b' }]);
  });

  it('asks what became of an order whose cancel went nowhere', async () => {
    const { executor, settle, queried } = setUp();
    executor.execute(cancelOf('a'), 0);
    settle.get('a')?.reject(new OutcomeUnknownError('socket closed'));
    await turn();
    expect(queried).toEqual(['a']);
  });

  it('pairs every ACQUIRE with its RELEASE, whatever the outcome', async () => {
    const { executor, settle } = setUp();
    executor.execute(submitOf('a'), 0);
    executor.execute(submitOf('b', { symbol: ETH }), 0);
    settle.get('a')?.resolve();
    settle.get('b')?.reject(new Error('broken'));
    await turn();
    const records = executor.records();
    const released = records.filter(({ kind }) => kind === 'RELEASE');
    expect(released.map(({ seq, outcome }) => [seq, outcome])).toEqual([
      [1, 'sent'],
      [2, 'unknown'],
    ]);
    expect(executor.rows().map(({ acquired, released: freed }) => acquired - freed)).toEqual([
      0, 0,
    ]);
    expect(executor.isIdle).toBe(true);
  });

  it('releases at once when the venue takes the order before the call returns', () => {
    const { executor, calls } = setUp({ isSynchronous: true });
    executor.execute(submitOf('a'), 0);
    executor.execute(submitOf('b'), 0);
    expect(calls).toEqual(['submit a', 'submit b']);
    expect(executor.isIdle).toBe(true);
  });
});

describe('venue questions', () => {
  it('asks again after a failure and never takes it for an empty answer', async () => {
    const clock = new VirtualClock(0);
    const dispatched: DeskEventBody[] = [];
    let asked = 0;
    const questions = new VenueQuestions({
      venue: {
        queryOrder: () => {
          asked += 1;
          return asked < 3 ? Promise.reject(new Error('502')) : Promise.resolve(undefined);
        },
        snapshot: () => Promise.reject(new Error('unused')),
      },
      scheduler: clock,
      rng: createRng(1),
      dispatch: (body) => void dispatched.push(body),
      deadlineMs: 5_000,
    });
    questions.askOrder(asClientOrderId('a'), ETH);
    questions.askOrder(asClientOrderId('a'), ETH);
    await clock.runBy(100);
    expect(dispatched).toEqual([]);
    await clock.runBy(250);
    await clock.runBy(500);
    expect(asked).toBe(3);
    expect(dispatched).toEqual([{ type: 'OrderQueried', clientOrderId: 'a' }]);
  });
});
