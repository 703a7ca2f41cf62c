import { describe, expect, it } from 'vitest';
import {
  asClientOrderId,
  asIntentId,
  asPositionId,
  asStrategyId,
} from '@quarterdeck/core/kernel/ids';
import { money, price, qty, ZERO_MONEY, ZERO_QTY } from '@quarterdeck/core/kernel/decimal';
import type { Order, OrderState } from '@quarterdeck/core/model/order';
import type { Position } from '@quarterdeck/core/model/position';
import type { Quote } from '@quarterdeck/core/model/tick';
import { VirtualClock } from '../../adapters/system/virtual-clock.ts';
import type { Actor, OperatorCommand } from '../../api/operator-port.ts';
import { DurableLog } from '../dispatch/durable-log.ts';
import { EventDispatcher } from '../dispatch/event-dispatcher.ts';
import { noFailpoint } from '../failpoints.ts';
import { BTC, recordSignal, submitOf } from '../testing/orders.ts';
import { noStrategyFiles } from '../testing/no-strategy-files.ts';
import { createStubDesk, emptyView } from '../testing/stub-desk.ts';
import { StubJournal, StubMemory } from '../testing/stub-memory.ts';
import type { BreakerStatus } from './command-to-event.ts';
import { CommandExecutor } from './execute-command.ts';

const actor: Actor = { name: 'ada', via: 'console' };
const strategyId = asStrategyId('scalp_ping_5s');

const position: Position = {
  positionId: asPositionId('5-1'),
  strategyId,
  symbol: BTC,
  qty: qty('2'),
  costQuote: money('200'),
  peakQty: qty('2'),
  exitQty: ZERO_QTY,
  exitQuote: ZERO_MONEY,
  realised: ZERO_MONEY,
  fees: ZERO_MONEY,
  tsOpened: 1,
  entry_probability: 0.6,
  entry_units_intent: qty('2'),
  thesis: 'test',
  stopPrice: price('90'),
  bestPrice: price('100'),
};

const quote: Quote = {
  symbol: BTC,
  bid: price('99'),
  ask: price('101'),
  bidQty: qty('1'),
  askQty: qty('1'),
  tsEvent: 1,
};

const order: Order = {
  ...submitOf('7-1').request,
  intentId: asIntentId('7'),
  strategyId,
  purpose: 'entry',
  positionId: asPositionId('5-1'),
  entry_probability: 0.6,
  entry_units_intent: qty('1'),
  thesis: 'test',
  tsCreated: 1,
  tsExpires: 2,
  state: 'accepted',
  filledQty: ZERO_QTY,
  tsUpdated: 1,
};

const closedBreaker: BreakerStatus = {
  position: 'closed',
  cause: null,
  isHard: false,
  tsProbe: null,
  transientInRow: 1,
};

function setUp(kept?: StubMemory, breaker?: BreakerStatus) {
  const calls: string[] = [];
  const clock = new VirtualClock(1_000);
  const memory = kept ?? new StubMemory(calls);
  const desk = createStubDesk();
  desk.view = {
    ...emptyView,
    lock: { ...emptyView.lock, level: 'lock' },
    positions: () => [position],
    strategies: () => [
      {
        strategyId,
        symbols: [BTC],
        control: {
          strategyId,
          entry_enabled: true,
          exit_enabled: true,
          memo: 'watch it',
          by: 'config',
          tsUpdated: 0,
          eventSeq: 0,
        },
        params: { period: 14 },
        paramsVersion: undefined,
        failure: undefined,
        lastSignal: undefined,
        lastDenial: undefined,
      },
    ],
    feeds: () => [
      {
        instrument: {
          symbol: BTC,
          base: 'BTC',
          quote: 'USDT',
          tickSize: price('1'),
          lotSize: qty('0.5'),
          minQty: qty('0.5'),
          minNotional: ZERO_MONEY,
          calendar: 'always',
        },
        quote,
        tsLast: 1,
        ticks: 1,
        state: 'live',
      },
    ],
  };
  desk.answer = () => [recordSignal];
  const dispatcher = new EventDispatcher({
    desk,
    log: new DurableLog({ memory, journal: new StubJournal(calls), failpoint: noFailpoint }),
    clock,
    scheduler: clock,
    failpoint: noFailpoint,
    firstSeq: 1,
    execute: () => undefined,
    onFault: () => undefined,
  });
  const commands = new CommandExecutor({
    clock,
    view: () => desk.view,
    strategies: noStrategyFiles,
    breaker: () => breaker,
    memory,
    dispatcher,
    failpoint: noFailpoint,
    onAudited: () => undefined,
  });
  const run = (command: OperatorCommand) => commands.execute(command, actor);
  return { calls, clock, memory, desk, run };
}

const commandId = 'command-1';
const lock: OperatorCommand = { type: 'Lock', commandId, level: 'lock', reason: 'test' };

describe('operator commands', () => {
  it('stores the event, the audit entry and the receipt at once, then answers', () => {
    const { run, calls, memory } = setUp();
    const outcome = run(lock);
    expect(calls).toEqual(['flush', 'write RecordLock,Lock accepted']);
    expect(outcome).toMatchObject({ ok: true, receipt: { commandId, eventSeq: 1 } });
    expect(memory.receipts.get(commandId)).toMatchObject({ eventSeq: 1 });
  });

  it('does nothing a second time for the same command id and returns the first receipt', () => {
    const { run, desk } = setUp();
    expect(run(lock)).toEqual(run(lock));
    const unlock: OperatorCommand = { type: 'Unlock', commandId: 'command-2', reason: 'all well' };
    expect(run(unlock)).toEqual(run(unlock));
    expect(desk.handled).toHaveLength(2);
  });

  it('resets a breaker that is open, and says who and why', () => {
    const open = { ...closedBreaker, position: 'open', cause: 'account', isHard: true } as const;
    const { run, desk, memory } = setUp(undefined, open);
    const command = { type: 'ResetBreaker', commandId, reason: 'paid the bill' } as const;
    expect(run(command)).toMatchObject({ ok: true });
    expect(desk.handled).toMatchObject([
      { type: 'BreakerReset', reason: 'paid the bill', by: 'ada' },
    ]);
    expect(memory.audit.at(-1)).toMatchObject({ action: 'ResetBreaker', outcome: 'accepted' });
  });

  it.each([
    [undefined, 'AGENT_NOT_CONFIGURED'],
    [closedBreaker, 'BREAKER_NOT_OPEN'],
  ])('resets no breaker that is not there or not open', (breaker, code) => {
    const { run, desk } = setUp(undefined, breaker);
    expect(run({ type: 'ResetBreaker', commandId, reason: 'just so' })).toMatchObject({ code });
    expect(desk.handled).toEqual([]);
  });

  it('fills the fields of a switch that were not sent from the present control', () => {
    const { run, desk } = setUp();
    run({ type: 'SetStrategyControl', commandId, strategyId, entry_enabled: false });
    expect(desk.handled).toMatchObject([
      {
        type: 'StrategySwitched',
        entry_enabled: false,
        exit_enabled: true,
        memo: 'watch it',
        by: 'ada',
      },
    ]);
  });

  it.each<[OperatorCommand, string]>([
    [{ type: 'SetStrategyControl', commandId, strategyId: 'nope' }, 'STRATEGY_UNKNOWN'],
    [{ type: 'ClosePosition', commandId, positionId: 'nope' }, 'POSITION_UNKNOWN'],
    [{ type: 'ClosePosition', commandId, positionId: '5-1', qty: '2.5' }, 'CLOSE_EXCEEDS_POSITION'],
    [{ type: 'ClosePosition', commandId, positionId: '5-1', qty: '0.3' }, 'CLOSE_OFF_LOT'],
    [{ type: 'ClosePosition', commandId, positionId: '5-1', qty: 'NaN' }, 'DECIMAL_MALFORMED'],
    [{ type: 'ClosePosition', commandId, positionId: '5-1', qty: '-1' }, 'DECIMAL_NOT_POSITIVE'],
    [{ type: 'ClosePosition', commandId, positionId: '5-1', qty: '0' }, 'DECIMAL_NOT_POSITIVE'],
    [
      { type: 'MoveStop', commandId, positionId: '5-1', stopPrice: '1.123456789' },
      'DECIMAL_TOO_LONG',
    ],
    [{ type: 'MoveStop', commandId, positionId: '5-1', stopPrice: '100' }, 'STOP_WRONG_SIDE'],
    [{ type: 'CancelOrder', commandId, clientOrderId: asClientOrderId('x') }, 'ORDER_UNKNOWN'],
  ])('refuses %o with %s, audits it, and the desk never sees it', (command, code) => {
    const { run, desk, memory } = setUp();
    expect(run(command)).toMatchObject({ ok: false, code });
    expect(desk.handled).toEqual([]);
    expect(memory.audit[0]?.outcome).toContain(code);
    expect(memory.receipts.size).toBe(0);
  });

  it('names the known targets in the refusal of an unknown one', () => {
    const { run } = setUp();
    const outcome = run({ type: 'SetStrategyControl', commandId, strategyId: 'nope' });
    expect(outcome).toMatchObject({ numbers: { known: 'scalp_ping_5s' } });
  });

  it('enforces the lock with a broken disk and says that it is not durable', () => {
    const { run, desk, memory } = setUp();
    memory.isBroken = true;
    expect(run(lock)).toMatchObject({
      ok: false,
      code: 'LOCK_NOT_DURABLE',
      numbers: { eventSeq: 1 },
    });
    expect(desk.handled[0]).toMatchObject({ type: 'TradingLocked' });
  });

  it('refuses to unlock while nothing can be stored', () => {
    const { run, desk, memory } = setUp();
    memory.isBroken = true;
    run(lock);
    const outcome = run({ type: 'Unlock', commandId: 'command-2', reason: 'go on' });
    expect(outcome).toMatchObject({ ok: false, code: 'STORAGE_UNAVAILABLE' });
    expect(desk.handled.some(({ type }) => type === 'TradingUnlocked')).toBe(false);
  });

  it('locks before it flattens when asked to', () => {
    const { run, desk } = setUp();
    desk.view = { ...desk.view, lock: emptyView.lock };
    run({ type: 'Flatten', commandId, lockFirst: true, reason: 'going home' });
    expect(desk.handled.map(({ type }) => type)).toEqual(['TradingLocked', 'FlattenRequested']);
  });

  it('refuses to unlock what is not locked', () => {
    const { run, desk } = setUp();
    desk.view = { ...desk.view, lock: emptyView.lock };
    expect(run({ type: 'Unlock', commandId, reason: 'go on' })).toMatchObject({
      code: 'LOCK_NOT_SET',
    });
  });

  it('locks under an id that another command has used', () => {
    const { run, desk } = setUp();
    run({ type: 'Unlock', commandId, reason: 'all well' });
    expect(run(lock)).toMatchObject({ ok: true, receipt: { commandId, eventSeq: 2 } });
    expect(desk.handled.map(({ type }) => type)).toEqual(['TradingUnlocked', 'TradingLocked']);
  });

  it('locks again when the lock it repeats does not hold any more', () => {
    const { run, desk } = setUp();
    run(lock);
    desk.view = { ...desk.view, lock: emptyView.lock };
    run(lock);
    expect(desk.handled.map(({ type }) => type)).toEqual(['TradingLocked', 'TradingLocked']);
  });

  it('refuses another command under an id that has been used, also after a restart', () => {
    const first = setUp();
    const close: OperatorCommand = { type: 'ClosePosition', commandId, positionId: '5-1' };
    const { receipt } = first.run(close) as { receipt: unknown };
    const part: OperatorCommand = { ...close, qty: '0.5' };
    expect(first.run(part)).toMatchObject({
      code: 'COMMAND_ID_REUSED',
      numbers: { commandId, eventSeq: 1 },
    });
    const second = setUp(first.memory);
    expect(second.run(part)).toMatchObject({ code: 'COMMAND_ID_REUSED' });
    expect(second.run(close)).toEqual({ ok: true, receipt });
    expect([first.desk.handled.length, second.desk.handled.length]).toEqual([1, 0]);
  });

  it('refuses a close while a closing order of the position is on its way', () => {
    const { run, desk } = setUp();
    const clientOrderId = asClientOrderId('7-1');
    desk.view = { ...desk.view, positions: () => [{ ...position, closingOrderId: clientOrderId }] };
    expect(run({ type: 'ClosePosition', commandId, positionId: '5-1' })).toMatchObject({
      code: 'CLOSE_IN_FLIGHT',
      numbers: { positionId: '5-1', clientOrderId: '7-1' },
    });
    expect(desk.handled).toEqual([]);
  });

  it.each<[OrderState, boolean]>([
    ['submitted', false],
    ['unknown', false],
    ['cancel_pending', false],
    ['accepted', true],
    ['partially_filled', true],
  ])('answers the cancel of an order in state %s with acceptance: %s', (state, isAccepted) => {
    const { run, desk } = setUp();
    const clientOrderId = asClientOrderId('7-1');
    desk.view = { ...desk.view, workingOrders: () => [{ ...order, clientOrderId, state }] };
    const outcome = run({ type: 'CancelOrder', commandId, clientOrderId });
    expect(outcome.ok).toBe(isAccepted);
    expect(desk.handled).toHaveLength(isAccepted ? 1 : 0);
    if (!isAccepted)
      expect(outcome).toMatchObject({
        code: 'ORDER_NOT_CANCELLABLE_YET',
        numbers: { clientOrderId, state },
      });
  });
});
