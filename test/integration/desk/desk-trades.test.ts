import { describe, expect, it } from 'vitest';
import { formatUnits, qty } from '@quarterdeck/core/kernel/decimal';
import { asClientOrderId, asStrategyId, EXTERNAL } from '@quarterdeck/core/kernel/ids';
import { armedStrategy } from '../../support/armed-strategy.ts';
import { DeskHarness } from '../../support/desk-harness.ts';
import { BTC, deskOptions, FRESH, proposal, stubStrategy } from '../../support/desk-world.ts';

function opened(changes: Partial<ReturnType<typeof deskOptions>> = {}) {
  const { wish, setup } = armedStrategy();
  const world = new DeskHarness({ strategies: [setup], ...changes });
  world.settle();
  wish.next = proposal({ entry_units_intent: 2.00049, entry_probability: 0.6137 });
  world.settle();
  return { world, wish };
}

const risk = (changes: Partial<ReturnType<typeof deskOptions>['risk']>) => ({
  risk: { ...deskOptions().risk, ...changes },
});

describe('a trade', () => {
  it('carries probability and wanted units from the intent to the stored round trip', () => {
    const { world, wish } = opened();
    wish.leave = true;
    world.settle(101);
    const [closed] = world.of('RecordTradeClosed');
    expect(closed?.trade).toMatchObject({
      strategyId: 'stub_a',
      entry_probability: 0.6137,
      exitReason: 'strategy',
      exitThesis: 'done',
    });
    expect(formatUnits(closed?.trade.entry_units_intent ?? qty('1'))).toBe('2.00049');
    expect(formatUnits(closed?.trade.qty ?? qty('1'))).toBe('2');
    expect(world.desk.view.positions()).toEqual([]);
  });

  it('is stored before it leaves: intent and order are recorded in front of the submit', () => {
    const { world } = opened();
    const kinds = world.effects.map((effect) => effect.type);
    const submit = kinds.indexOf('SubmitOrder');
    expect(kinds.indexOf('RecordIntent')).toBeLessThan(submit);
    expect(kinds.indexOf('RecordOrder')).toBeLessThan(submit);
  });

  it('ends at the stop without any strategy, also while its exits are switched off', () => {
    const { world } = opened();
    const strategyId = asStrategyId('stub_a');
    world.tell({
      type: 'StrategySwitched',
      strategyId,
      entry_enabled: false,
      exit_enabled: false,
      memo: '',
      by: 'op',
    });
    world.tell({ type: 'TradingLocked', level: 'freeze', reason: 'r', by: 'op' });
    world.settle(89.9);
    expect(world.of('RecordTradeClosed')[0]?.trade.exitReason).toBe('stop');
  });

  it('under freeze waits with the strategy’s own exit and lets the operator close', () => {
    const { world, wish } = opened();
    wish.leave = true;
    world.tell({ type: 'TradingLocked', level: 'freeze', reason: 'r', by: 'op' });
    world.settle(101);
    expect(world.denials()).toContain('GUARD_FROZEN');
    const [position] = world.desk.view.positions();
    expect(position).toBeDefined();
    if (position === undefined) return;
    world.tell({ type: 'PositionCloseRequested', positionId: position.positionId, by: 'op' });
    world.settle(101);
    expect(world.of('RecordTradeClosed')[0]?.trade.exitReason).toBe('operator');
  });

  it('closed in part keeps the rest open, with its cost in proportion', () => {
    const { world } = opened();
    const [position] = world.desk.view.positions();
    if (position === undefined) throw new Error('nothing was opened');
    const { positionId } = position;
    world.tell({ type: 'PositionCloseRequested', positionId, qty: qty('0.5'), by: 'op' });
    world.settle(101);
    expect(world.desk.view.positions().map((row) => formatUnits(row.qty))).toEqual(['1.5']);
    expect(world.venue.snapshot(world.ts).positions.map((row) => formatUnits(row.qty))).toEqual([
      '1.5',
    ]);
  });
});

describe('limits', () => {
  it.each([
    ['an order too large', risk({ max_order_notional: '100' }), 'ORDER_NOTIONAL_EXCEEDS_LIMIT'],
    ['too much in one symbol', risk({ max_symbol_exposure: '100' }), 'EXPOSURE_SYMBOL_EXCEEDS_CAP'],
    ['too much in total', risk({ max_total_exposure: '100' }), 'EXPOSURE_TOTAL_EXCEEDS_CAP'],
    ['a price outside the collar', risk({ price_collar_bps: 0.5 }), 'PRICE_OUTSIDE_COLLAR'],
  ])('%s is denied with its numbers', (_, changes, code) => {
    const { world } = opened(changes);
    const [denial] = world.of('RecordDenial');
    expect(denial?.denial.code).toBe(code);
    expect(Object.keys(denial?.denial.numbers ?? {}).length).toBeGreaterThan(1);
    expect(world.sent).toEqual([]);
  });

  it('a loss of the day holds entries and lets exits go', () => {
    const { world, wish } = opened(risk({ max_daily_loss: '5' }));
    world.settle(96);
    wish.leave = true;
    world.settle(96);
    expect(world.of('RecordTradeClosed')).toHaveLength(1);
    wish.next = proposal();
    world.settle(96);
    expect(world.denials()).toContain('DAILY_LOSS_EXCEEDS_LIMIT');
  });

  it('the drawdown breaker locks by itself, remembers, and opens only by a person’s unlock', () => {
    const { world, wish } = opened(risk({ max_drawdown_pct: 0.1 }));
    world.settle(93);
    world.pass(1_000);
    expect(world.desk.view.lock).toMatchObject({ level: 'lock', by: 'desk' });
    expect(world.desk.view.riskMemory.breakerTrippedTs).toBeDefined();
    world.tell({ type: 'TradingUnlocked', reason: 'looked at it', by: 'op' });
    expect(world.desk.view.riskMemory.breakerTrippedTs).toBeUndefined();
    wish.leave = true;
    world.settle(93);
    wish.leave = false;
    wish.next = proposal();
    world.settle(93);
    expect(world.desk.view.positions()).toHaveLength(1);
  });

  it('the same entry again and again switches the strategy to manage-only until a person acts', () => {
    const setup = stubStrategy('stub_a', {
      enter: (view) => (view.instrument.symbol === BTC ? proposal() : undefined),
      exit: () => ({ fraction: 1, thesis: 'out' }),
    });
    const world = new DeskHarness({ strategies: [setup], ...risk({ repeated_entries_limit: 3 }) });
    for (let round = 0; round < 12; round += 1) world.settle();
    expect(world.denials()).toContain('THROTTLE_REPEATED_ENTRIES');
    const [row] = world.desk.view.strategies();
    expect(row?.control).toMatchObject({ entry_enabled: false, exit_enabled: true, by: 'desk' });
    expect(world.desk.view.riskMemory.throttled).toEqual(['stub_a']);
  });

  it('a feed that stays silent is stale', () => {
    const { setup } = armedStrategy();
    const world = new DeskHarness({ strategies: [setup] });
    world.settle();
    world.pass(6_000);
    expect(world.desk.view.feeds(world.ts).map((feed) => feed.state)).toEqual(['stale', 'stale']);
  });
});

describe('what the wire does', () => {
  it('an order whose outcome is unknown keeps its exposure and is asked about, never sent again', () => {
    const { wish, setup } = armedStrategy();
    const world = new DeskHarness({ strategies: [setup] });
    world.settle();
    world.carry = () => false;
    wish.next = proposal({ entry_units_intent: 2 });
    world.settle();
    expect(world.desk.view.workingOrders().map((order) => order.state)).toEqual(['unknown']);
    expect(world.desk.view.exposure().total > 0n).toBe(true);
    world.pass(25_000);
    expect(world.desk.view.workingOrders()).toEqual([]);
    expect(world.sent).toHaveLength(1);
    expect(world.denials()).toContain('VENUE_NEVER_RECEIVED');
  });

  it('what the venue holds and nobody here ordered is external, shown, and blocks entries', () => {
    const { wish, setup } = armedStrategy();
    const world = new DeskHarness({ strategies: [setup] });
    world.settle();
    world.venue.submit(
      {
        clientOrderId: asClientOrderId('by-hand'),
        symbol: BTC,
        side: 'buy',
        type: 'market',
        timeInForce: 'ioc',
        qty: qty('3'),
        postOnly: false,
        reduceOnly: false,
      },
      world.ts,
    );
    for (let second = 0; second < 17; second += 1) {
      world.settle();
      world.pass(900);
    }
    const external = world.desk.view.positions().find((row) => row.strategyId === EXTERNAL);
    expect(external && formatUnits(external.qty)).toBe('3');
    wish.next = proposal();
    world.settle();
    expect(world.denials()).toContain('RECONCILE_EXTERNAL_POSITION');
  });

  it('a flatten ends flat by the venue’s own book, whoever opened what it holds', () => {
    const { world } = opened();
    world.tell({ type: 'TradingLocked', level: 'lock', reason: 'r', by: 'op' });
    world.tell({ type: 'FlattenRequested', by: 'op' });
    world.settle();
    world.pass(1_000);
    expect(world.desk.view.flatten.phase).toBe('flat');
    expect(world.venue.snapshot(world.ts).positions.filter((row) => row.qty !== 0n)).toEqual([]);
    expect(world.of('RecordTradeClosed')[0]?.trade.exitReason).toBe('flatten');
  });
});

describe('fail-closed', () => {
  it('a desk that does not find its lock starts locked', () => {
    const { setup } = armedStrategy();
    const { lock: _, ...withoutLock } = FRESH;
    const world = new DeskHarness({ strategies: [setup] }, withoutLock);
    expect(world.desk.view.lock).toMatchObject({ level: 'lock', by: 'desk' });
  });

  it('a lock on top of a freeze does not weaken it', () => {
    const { world } = opened();
    world.tell({ type: 'TradingLocked', level: 'freeze', reason: 'bad data', by: 'a' });
    world.tell({ type: 'TradingLocked', level: 'lock', reason: 'panic', by: 'b' });
    expect(world.desk.view.lock).toMatchObject({ level: 'freeze', by: 'b' });
  });

  it('a strategy that throws is switched off and the others go on', () => {
    const bad = stubStrategy('stub_bad', {
      enter: () => {
        throw new Error('boom');
      },
    });
    const good = stubStrategy('stub_good', {
      enter: (view) => (view.instrument.symbol === BTC ? proposal() : undefined),
    });
    const world = new DeskHarness({ strategies: [bad, good] });
    world.settle();
    world.settle();
    const [first] = world.desk.view.strategies();
    expect(first?.failure).toContain('boom');
    expect(first?.control).toMatchObject({ entry_enabled: false, exit_enabled: false });
    expect(world.desk.view.positions().map((row) => row.strategyId)).toEqual(['stub_good']);
  });
});
