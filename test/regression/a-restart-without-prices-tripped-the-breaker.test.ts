import { describe, expect, it } from 'vitest';
import { money, price, qty } from '@quarterdeck/core/kernel/decimal';
import { asClientOrderId, asTradeId, asVenueOrderId, EXTERNAL } from '@quarterdeck/core/kernel/ids';
import type { Fill } from '@quarterdeck/core/model/fill';
import type { RestoredState } from '@quarterdeck/core/model/restored';
import { armedStrategy } from '../support/armed-strategy.ts';
import { DeskHarness } from '../support/desk-harness.ts';
import { FRESH, proposal } from '../support/desk-world.ts';

/** What the tables would hold of a desk: the newest record of each kind. */
function stored(world: DeskHarness): RestoredState {
  const { view } = world.desk;
  return {
    ...FRESH,
    lock: view.lock,
    controls: view.strategies().map((row) => row.control),
    orders: view.workingOrders(),
    positions: view.positions(),
    totals: world.of('RecordFill').at(-1)?.totals ?? FRESH.totals,
    riskMemory: view.riskMemory,
    recentTradeIds: world.of('RecordFill').map((effect) => effect.fill.tradeId),
  };
}

function holding() {
  const armed = armedStrategy();
  const world = new DeskHarness({ strategies: [armed.setup] });
  world.settle();
  armed.wish.next = proposal({ entry_units_intent: 30 });
  world.settle();
  return { ...armed, world };
}

describe('a restart', () => {
  it('judges neither drawdown nor exposure before everything open has a price', () => {
    const { world, setup, wish } = holding();
    world.settle(200);
    world.pass(1_000);
    expect(world.desk.view.riskMemory.peakEquity > money('12000')).toBe(true);
    const again = new DeskHarness({ strategies: [setup] }, stored(world));
    again.pass(10_000);
    expect(again.desk.view.lock.level).toBe('none');
    expect(again.desk.view.riskMemory.peakEquity).toBe(world.desk.view.riskMemory.peakEquity);
    wish.next = undefined;
  });

  it('with an adopted position books the next fill in its symbol', () => {
    const { world, setup } = holding();
    const [own] = world.desk.view.positions();
    if (own === undefined) throw new Error('nothing was opened');
    const restored = stored(world);
    const adopted = { ...own, strategyId: EXTERNAL, costQuote: money('123') };
    const again = new DeskHarness(
      { strategies: [setup] },
      { ...restored, positions: [own, adopted], recentTradeIds: [] },
    );
    expect(again.desk.view.positions().length).toBeGreaterThan(1);
    again.settle();
    const fill: Fill = {
      tradeId: asTradeId('later'),
      clientOrderId: asClientOrderId('by-hand'),
      venueOrderId: asVenueOrderId('9'),
      symbol: own.symbol,
      side: 'sell',
      price: price('100'),
      qty: qty('1'),
      fee: money('0'),
      liquidity: 'taker',
      tsEvent: again.ts,
    };
    again.tell({ type: 'VenueReported', report: { type: 'OrderFilled', fill, tsEvent: again.ts } });
    expect(again.of('RecordFill').length).toBeGreaterThan(0);
  });
});
