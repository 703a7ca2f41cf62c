import { describe, expect, it } from 'vitest';
import { formatUnits, price, qty } from '@quarterdeck/core/kernel/decimal';
import type { OrderRequest } from '@quarterdeck/core/model/order';
import type { StrategySetup } from '@quarterdeck/core/desk-contract';
import { armedStrategy } from '../../support/armed-strategy.ts';
import { DeskHarness } from '../../support/desk-harness.ts';
import { BTC, deskOptions, proposal, quoteOf } from '../../support/desk-world.ts';

const resting = ({ strategy, ...setup }: StrategySetup): StrategySetup => ({
  ...setup,
  strategy: { ...strategy, isStopResting: true },
});

/** A desk of one strategy whose stops rest, before its first entry; long 2 with the stop at 95 once it has been made. */
function world() {
  const { wish, setup } = armedStrategy();
  const harness = new DeskHarness({ strategies: [resting(setup)] });
  harness.settle();
  const enter = (): void => {
    wish.next = proposal({ entry_units_intent: 2, stopPrice: 95 });
    harness.settle();
  };
  return { harness, wish, enter };
}

function opened() {
  const made = world();
  made.enter();
  return made;
}

const isStop = (request: OrderRequest): boolean => request.type === 'stop';
const isClose = (request: OrderRequest): boolean =>
  request.type === 'market' && request.side === 'sell';

const stopsAtVenue = (harness: DeskHarness): string[] =>
  harness.venue
    .snapshot(harness.ts)
    .openOrders.filter(isStop)
    .map(
      ({ qty: size, stopPrice }) =>
        `${formatUnits(size)} at ${formatUnits(stopPrice ?? price('1'))}`,
    );

function expectFlat(harness: DeskHarness): void {
  const { positions, openOrders } = harness.venue.snapshot(harness.ts);
  expect(positions.filter((row) => row.qty !== 0n)).toEqual([]);
  expect(openOrders).toEqual([]);
  expect(harness.desk.view.positions()).toEqual([]);
  expect(harness.desk.view.workingOrders()).toEqual([]);
}

/** Reason and thesis of each finished trade. */
const endings = (harness: DeskHarness): string[] =>
  harness.tables.trades.map(({ exitReason, exitThesis }) => `${exitReason}: ${exitThesis}`);

const alerts = (harness: DeskHarness): string[] =>
  harness.of('RaiseAlert').map(({ alert }) => alert.code);

const closeByHand = (harness: DeskHarness, part?: string): void => {
  const [position] = harness.desk.view.positions();
  if (position === undefined) throw new Error('nothing to close');
  const { positionId } = position;
  const body = { type: 'PositionCloseRequested', positionId, by: 'op' } as const;
  harness.tell(part === undefined ? body : { ...body, qty: qty(part) });
};

/** Seconds with quotes at a price. */
function live(harness: DeskHarness, at: { readonly seconds: number; readonly btc: number }): void {
  for (let second = 0; second < at.seconds; second += 1) {
    harness.settle(at.btc);
    harness.pass(900);
  }
}

describe('a strategy whose stops rest', () => {
  it('has one at the venue for all that is open, sent with the first fill', () => {
    const { harness } = opened();
    const fill = harness.effects.findIndex(({ type }) => type === 'RecordFill');
    const submit = harness.effects.findIndex(
      (effect) => effect.type === 'SubmitOrder' && isStop(effect.request),
    );
    expect(harness.effects.slice(fill, submit).map(({ type }) => type)).not.toContain('QueryOrder');
    expect(harness.sent.find(isStop)).toMatchObject({
      side: 'sell',
      timeInForce: 'gtc',
      reduceOnly: true,
      qty: qty('2'),
      stopPrice: price('95'),
    });
    expect(stopsAtVenue(harness)).toEqual(['2 at 95']);
    expect(harness.desk.view.positions()[0]?.stopOrderId).toBe(
      harness.sent.find(isStop)?.clientOrderId,
    );
  });

  it('is none that does not ask', () => {
    const { wish, setup } = armedStrategy();
    const harness = new DeskHarness({ strategies: [setup] });
    harness.settle();
    wish.next = proposal({ entry_units_intent: 2, stopPrice: 95 });
    live(harness, { seconds: 5, btc: 100 });
    expect(harness.sent).toHaveLength(1);
    expect(harness.desk.view.positions()[0]).not.toHaveProperty('stopOrderId');
  });

  it('is out at its stop while the engine is dead', () => {
    const { harness } = opened();
    harness.hear = () => false;
    harness.venue.onQuote(quoteOf(BTC, { bid: '94.00', ask: '94.02', ts: harness.ts }));
    harness.pass(100);
    expect(harness.venue.snapshot(harness.ts).positions).toEqual([]);
    harness.hear = () => true;
    harness.restart();
    live(harness, { seconds: 2, btc: 94 });
    expectFlat(harness);
    expect(endings(harness)).toEqual(['stop: protective stop reached at the venue']);
  });

  it('keeps its stop over a restart, and gets one when it had none', () => {
    const { harness } = opened();
    const [before] = harness.venue.snapshot(harness.ts).openOrders;
    harness.restart();
    live(harness, { seconds: 20, btc: 100 });
    expect(harness.venue.snapshot(harness.ts).openOrders).toEqual([before]);
    const kept = before?.clientOrderId;
    if (kept === undefined) throw new Error('no stop');
    harness.venue.cancel(kept, harness.ts);
    harness.hear = () => false;
    harness.pass(100);
    harness.hear = () => true;
    harness.restart();
    live(harness, { seconds: 2, btc: 100 });
    expect(stopsAtVenue(harness)).toEqual(['2 at 95']);
    expect(harness.tables.trades).toEqual([]);
  });
});

describe('an entry whose stop does not stand', () => {
  it('is closed at once when the venue refuses the stop', () => {
    const { harness, enter } = world();
    harness.refuse = (request) => (isStop(request) ? 'VENUE_STOP_WOULD_TRIGGER' : undefined);
    enter();
    live(harness, { seconds: 3, btc: 100 });
    expectFlat(harness);
    expect(endings(harness)).toEqual([
      'stop: no stop stands at the venue: VENUE_STOP_WOULD_TRIGGER',
    ]);
    expect(alerts(harness).filter((code) => code === 'STOP_NOT_PLACED')).toHaveLength(1);
    expect(harness.sent.filter(isClose)).toMatchObject([{ reduceOnly: true, qty: qty('2') }]);
  });

  it('is closed in time when nothing is heard of the stop', () => {
    const { harness, enter } = world();
    harness.carry = (request) => !isStop(request);
    enter();
    live(harness, { seconds: 2, btc: 100 });
    expect(harness.sent.filter(isClose)).toEqual([]);
    live(harness, { seconds: 2, btc: 100 });
    expect(harness.desk.view.positions()).toEqual([]);
    expect(endings(harness)).toEqual([
      'stop: no stop stands at the venue: not accepted within 3000 ms',
    ]);
    live(harness, { seconds: 30, btc: 100 });
    expectFlat(harness);
    expect(alerts(harness).filter((code) => code === 'STOP_NOT_PLACED')).toHaveLength(1);
  });

  it('takes the time that the configuration gives it', () => {
    const { wish, setup } = armedStrategy();
    const safety = { ...deskOptions().safety, stop_stands_within_ms: 8_000 };
    const harness = new DeskHarness({ strategies: [resting(setup)], safety });
    harness.carry = (request) => !isStop(request);
    harness.settle();
    wish.next = proposal({ entry_units_intent: 2, stopPrice: 95 });
    live(harness, { seconds: 7, btc: 100 });
    expect(harness.sent.filter(isClose)).toEqual([]);
    live(harness, { seconds: 2, btc: 100 });
    expect(harness.sent.filter(isClose)).toHaveLength(1);
  });

  it('stays when only the word of its acceptance was lost', () => {
    const { harness, enter } = world();
    harness.hear = (report) => report.type !== 'OrderAccepted';
    enter();
    harness.hear = () => true;
    live(harness, { seconds: 10, btc: 100 });
    expect(stopsAtVenue(harness)).toEqual(['2 at 95']);
    expect(harness.sent.filter(isClose)).toEqual([]);
    expect(alerts(harness)).not.toContain('STOP_NOT_PLACED');
  });

  it('waits for the fate of the stop where another strategy holds the symbol too', () => {
    const one = armedStrategy('stub_a');
    const two = armedStrategy('stub_b');
    const harness = new DeskHarness({ strategies: [resting(one.setup), two.setup] });
    harness.settle();
    two.wish.next = proposal({ entry_units_intent: 1, stopPrice: 85 });
    harness.settle();
    harness.carry = (request) => !isStop(request);
    one.wish.next = proposal({ entry_units_intent: 2, stopPrice: 95 });
    live(harness, { seconds: 10, btc: 100 });
    expect(harness.sent.filter(isClose)).toEqual([]);
    expect(alerts(harness)).toContain('STOP_NOT_PLACED');
    live(harness, { seconds: 20, btc: 100 });
    expect(harness.tables.trades).toMatchObject([{ strategyId: 'stub_a', exitReason: 'stop' }]);
    expect(harness.desk.view.positions()).toMatchObject([{ strategyId: 'stub_b', qty: qty('1') }]);
  });
});

describe('the price at a resting stop', () => {
  it('is the venue’s to act on: the desk sends nothing', () => {
    const { harness } = opened();
    live(harness, { seconds: 2, btc: 94 });
    expectFlat(harness);
    expect(endings(harness)).toEqual(['stop: protective stop reached at the venue']);
    expect(harness.sent.filter(isClose)).toEqual([]);
    expect(harness.of('CancelOrder')).toEqual([]);
  });

  it('calls a stop back that does not fill, and closes at the market', () => {
    const { harness } = opened();
    const quote = quoteOf(BTC, { bid: '94.00', ask: '94.02', ts: harness.ts });
    harness.tell({ type: 'QuoteReceived', quote });
    harness.pass(900);
    expect(harness.of('CancelOrder')).toEqual([]);
    harness.pass(2_000);
    expectFlat(harness);
    expect(harness.of('CancelOrder')).toHaveLength(1);
    expect(endings(harness)).toEqual(['stop: protective stop reached']);
    expect(harness.sent.filter(isClose)).toHaveLength(1);
  });

  it('closes the rest when the venue’s book was too thin for the stop', () => {
    const { harness } = opened();
    harness.quote(BTC, '94.00', '94.02', '0.100');
    harness.pass(200);
    live(harness, { seconds: 3, btc: 93 });
    expectFlat(harness);
    expect(harness.tables.trades).toHaveLength(1);
  });

  it('is found out when every word of the fill was lost', () => {
    const { harness } = opened();
    harness.hear = () => false;
    harness.quote(BTC, '94.00', '94.02');
    harness.pass(200);
    harness.hear = () => true;
    live(harness, { seconds: 5, btc: 99 });
    expectFlat(harness);
    expect(endings(harness)).toEqual(['stop: protective stop reached at the venue']);
  });
});

describe('any other exit', () => {
  it('waits until the stop is called back and its end is known', () => {
    const { harness, wish } = opened();
    wish.leave = true;
    harness.quote(BTC, '101.00', '101.02');
    expect(harness.sent.filter(isClose)).toEqual([]);
    expect(harness.of('CancelOrder')).toHaveLength(1);
    harness.pass(100);
    expectFlat(harness);
    expect(endings(harness)).toEqual(['strategy: done']);
  });

  it('is not taken when the stop fills while the cancel travels', () => {
    const { harness } = opened();
    closeByHand(harness);
    harness.venue.onQuote(quoteOf(BTC, { bid: '94.00', ask: '94.02', ts: harness.ts }));
    harness.pass(3_000);
    expectFlat(harness);
    expect(harness.sent.filter(isClose)).toEqual([]);
    expect(endings(harness)).toEqual(['stop: protective stop reached at the venue']);
  });

  it('asks the venue when the cancel or its answer is lost, and never sends both', () => {
    const { harness } = opened();
    harness.recall = () => false;
    closeByHand(harness);
    live(harness, { seconds: 4, btc: 100 });
    expect(harness.of('QueryOrder').length).toBeGreaterThan(0);
    expect(harness.sent.filter(isClose)).toEqual([]);
    expect(stopsAtVenue(harness)).toEqual(['2 at 95']);
    harness.recall = () => true;
    live(harness, { seconds: 6, btc: 100 });
    expectFlat(harness);
    expect(endings(harness)).toEqual(['operator: closed by op']);
  });

  it('goes on after a restart in the middle', () => {
    const { harness } = opened();
    harness.recall = () => false;
    closeByHand(harness);
    harness.restart();
    harness.recall = () => true;
    live(harness, { seconds: 6, btc: 100 });
    expectFlat(harness);
    expect(endings(harness)).toEqual(['operator: closed by op']);
  });

  it('of a person comes before one of the strategy that waits', () => {
    const { harness, wish } = opened();
    wish.leave = true;
    harness.quote(BTC, '101.00', '101.02');
    closeByHand(harness);
    harness.tell({ type: 'TradingLocked', level: 'freeze', reason: 'r', by: 'op' });
    harness.pass(200);
    expectFlat(harness);
    expect(endings(harness)).toEqual(['operator: closed by op']);
  });

  it('that a freeze holds back meanwhile leaves the position with a stop again', () => {
    const { harness, wish } = opened();
    wish.leave = true;
    harness.quote(BTC, '101.00', '101.02');
    harness.tell({ type: 'TradingLocked', level: 'freeze', reason: 'r', by: 'op' });
    harness.pass(200);
    expect(harness.desk.view.positions()).toHaveLength(1);
    expect(stopsAtVenue(harness)).toEqual(['2 at 95']);
    expect(harness.denials()).toContain('GUARD_FROZEN');
  });

  it('in part is followed by a stop for the rest', () => {
    const { harness } = opened();
    closeByHand(harness, '0.5');
    harness.pass(200);
    expect(stopsAtVenue(harness)).toEqual(['1.5 at 95']);
    expect(harness.sent.filter(isClose)).toMatchObject([{ qty: qty('0.5') }]);
  });

  it('is a flatten, which cancels the stop, closes and ends flat', () => {
    const { harness } = opened();
    harness.tell({ type: 'FlattenRequested', by: 'op' });
    live(harness, { seconds: 3, btc: 100 });
    expectFlat(harness);
    expect(harness.desk.view.flatten.phase).toBe('flat');
    expect(endings(harness)).toEqual(['flatten: flatten by op']);
    expect(harness.sent.filter(isStop)).toHaveLength(1);
  });
});

describe('a resting stop', () => {
  it('follows a trailing one in steps, and is told as such', () => {
    const { harness } = opened();
    live(harness, { seconds: 3, btc: 106 });
    expect(stopsAtVenue(harness)).toEqual(['2 at 103.35']);
    live(harness, { seconds: 3, btc: 106.02 });
    expect(stopsAtVenue(harness)).toEqual(['2 at 103.35']);
    live(harness, { seconds: 14, btc: 106.02 });
    expect(stopsAtVenue(harness)).toEqual(['2 at 103.36']);
    live(harness, { seconds: 2, btc: 103 });
    expectFlat(harness);
    expect(endings(harness)).toEqual(['trailing_stop: trailing stop reached at the venue']);
  });

  it('is called back when the exact level of a trailing one is reached before it has followed', () => {
    const { harness } = opened();
    live(harness, { seconds: 3, btc: 106 });
    live(harness, { seconds: 2, btc: 106.03 });
    harness.quote(BTC, '103.37', '103.39');
    harness.pass(200);
    expectFlat(harness);
    expect(endings(harness)).toEqual(['trailing_stop: trailing stop reached']);
  });

  it('follows the operator’s hand in both directions', () => {
    const { harness } = opened();
    const [position] = harness.desk.view.positions();
    if (position === undefined) throw new Error('nothing open');
    const { positionId } = position;
    for (const level of ['93.005', '97']) {
      harness.tell({ type: 'StopMoved', positionId, stopPrice: price(level), by: 'op' });
      live(harness, { seconds: 3, btc: 100 });
    }
    expect(
      harness.sent.filter(isStop).map((sent) => formatUnits(sent.stopPrice ?? price('1'))),
    ).toEqual(['95', '93', '97']);
    expect(stopsAtVenue(harness)).toEqual(['2 at 97']);
  });

  it('is left alone by a lock, and put back when a person cancels it', () => {
    const { harness } = opened();
    harness.tell({ type: 'TradingLocked', level: 'lock', reason: 'r', by: 'op' });
    harness.pass(1_000);
    expect(harness.of('CancelOrder')).toEqual([]);
    const [order] = harness.desk.view.workingOrders();
    if (order === undefined) throw new Error('no stop');
    harness.tell({ type: 'OrderCancelRequested', clientOrderId: order.clientOrderId, by: 'op' });
    harness.pass(1_000);
    expect(stopsAtVenue(harness)).toEqual(['2 at 95']);
    expect(harness.sent.filter(isStop)).toHaveLength(2);
  });

  it('does not keep the desk from comparing the symbol with the venue', () => {
    const { harness } = opened();
    const snapshot = harness.venue.snapshot(harness.ts);
    const positions = snapshot.positions.map((row) => ({ ...row, qty: qty('3') }));
    for (const _ of ['seen once', 'confirmed']) {
      harness.tell({ type: 'VenueSnapshotTaken', snapshot: { ...snapshot, positions } });
    }
    expect(alerts(harness)).toContain('RECONCILE_EXTERNAL_POSITION');
    expect(stopsAtVenue(harness)).toEqual(['2 at 95']);
  });

  it('that the venue ends because others hold the opposite is placed again without reduce-only', () => {
    const one = armedStrategy('stub_a');
    const two = armedStrategy('stub_b');
    const harness = new DeskHarness({ strategies: [resting(one.setup), two.setup] });
    harness.settle();
    one.wish.next = proposal({ entry_units_intent: 2, stopPrice: 95 });
    harness.settle();
    two.wish.next = proposal({ side: 'sell', entry_units_intent: -2, stopPrice: 115 });
    live(harness, { seconds: 2, btc: 100 });
    expect(harness.venue.snapshot(harness.ts).positions).toEqual([]);
    expect(harness.sent.filter(isStop).map((sent) => sent.reduceOnly)).toEqual([true, false]);
    expect(stopsAtVenue(harness)).toEqual(['2 at 95']);
    live(harness, { seconds: 2, btc: 94 });
    expect(harness.tables.trades).toMatchObject([{ strategyId: 'stub_a', exitReason: 'stop' }]);
    expect(harness.desk.view.positions()).toMatchObject([{ strategyId: 'stub_b' }]);
  });
});
