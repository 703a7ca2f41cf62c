import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { progressOf } from '@quarterdeck/core/execution/order-state-machine';
import { createRng, type Rng } from '@quarterdeck/core/kernel/rng';
import { price } from '@quarterdeck/core/kernel/decimal';
import type { Desk } from '@quarterdeck/core/desk-contract';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { DeskEventBody } from '@quarterdeck/core/model/event';
import type { OrderState } from '@quarterdeck/core/model/order';
import { ChaosSession, type ChaosOptions } from '../../support/chaos-session.ts';
import { BTC, deskOptions, proposal, stubStrategy } from '../../support/desk-world.ts';

const seeds = fc.nat(2_000_000_000);

/** A strategy that trades both ways, often, and closes parts and wholes. */
function restless(id: string, rng: Rng) {
  return stubStrategy(id, {
    enter: (view) => {
      if (rng.next() < 0.6) return undefined;
      const isBuy = rng.next() < 0.5;
      const units = view.instrument.symbol === BTC ? 0.05 + rng.next() : 5 + rng.next() * 60;
      const stopPrice = view.mid * (isBuy ? 0.97 : 1.03);
      return proposal({
        side: isBuy ? 'buy' : 'sell',
        entry_units_intent: isBuy ? units : -units,
        stopPrice,
      });
    },
    exit: () =>
      rng.next() < 0.35 ? { fraction: rng.next() < 0.4 ? 0.5 : 1, thesis: 'enough' } : undefined,
  });
}

function meddle(desk: Desk, rng: Rng): DeskEventBody | undefined {
  const draw = rng.next();
  const by = 'operator';
  if (draw < 0.02)
    return { type: 'TradingLocked', level: rng.next() < 0.3 ? 'freeze' : 'lock', reason: 'r', by };
  if (draw < 0.06) return { type: 'TradingUnlocked', reason: 'going on', by };
  if (draw < 0.1) {
    const [entry_enabled, exit_enabled] = [rng.next() < 0.7, rng.next() < 0.8];
    const strategyId = desk.view.strategies()[0]?.strategyId;
    if (strategyId === undefined) return undefined;
    return { type: 'StrategySwitched', strategyId, entry_enabled, exit_enabled, memo: '', by };
  }
  const [position] = desk.view.positions();
  if (draw < 0.14 && position !== undefined) {
    return { type: 'PositionCloseRequested', positionId: position.positionId, by };
  }
  if (draw < 0.16 && position !== undefined) {
    return { type: 'StopMoved', positionId: position.positionId, stopPrice: price('101'), by };
  }
  return draw > 0.992 ? { type: 'FlattenRequested', by } : undefined;
}

function chaos(seed: number, changes: Partial<ChaosOptions> = {}): ChaosSession {
  const rng = createRng(seed);
  return new ChaosSession({
    rng: rng.fork('wire'),
    steps: 220,
    faultRate: 0.12,
    operator: meddle,
    desk: deskOptions({
      strategies: [restless('stub_a', rng.fork('a')), restless('stub_b', rng.fork('b'))],
    }),
    ...changes,
  });
}

const sum = (rows: readonly { readonly net: bigint }[]) =>
  rows.reduce((total, row) => total + row.net, 0n);

describe('whatever happens, in whatever order', () => {
  it('total = sum over symbols = sum over strategies = sum over fills, after every event', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        let booked = 0n;
        let fills = 0;
        chaos(seed, {
          watch: ({ desk, effects }) => {
            for (const effect of effects) {
              if (effect.type !== 'RecordFill') continue;
              booked += effect.fill.net;
              fills += 1;
            }
            const { totals } = desk.view;
            const sums = [sum(totals.bySymbol), sum(totals.byStrategy), booked];
            if (sums.some((net) => net !== totals.net)) expect(sums).toEqual([totals.net]);
            const pnl = desk.view.pnl();
            const parts = [sum(pnl.bySymbol), sum(pnl.byStrategy)];
            if (parts.some((net) => net !== pnl.total)) expect(parts).toEqual([pnl.total]);
          },
        }).run();
        expect(fills).toBeGreaterThan(0);
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });

  it('no closing order increases a position, and none is larger than what is open', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        chaos(seed, {
          onSubmit: (desk, request) => {
            const order = desk.view
              .workingOrders()
              .find((row) => row.clientOrderId === request.clientOrderId);
            if (order === undefined || order.purpose === 'entry') return;
            const held = desk.view.positions().find((row) => row.positionId === order.positionId);
            const size = held?.qty ?? 0n;
            expect(order.side).toBe(size > 0n ? 'sell' : 'buy');
            expect(order.qty <= (size < 0n ? -size : size)).toBe(true);
          },
        }).run();
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });

  it('a locked desk lets nothing out that could increase exposure', () => {
    let lockedSubmits = 0;
    fc.assert(
      fc.property(seeds, (seed) => {
        chaos(seed, {
          onSubmit: (desk, request) => {
            if (desk.view.lock.level === 'none') return;
            lockedSubmits += 1;
            const order = desk.view
              .workingOrders()
              .find((row) => row.clientOrderId === request.clientOrderId);
            expect(order?.purpose).not.toBe('entry');
            if (desk.view.lock.level === 'freeze') expect(order?.purpose).not.toBe('exit');
          },
        }).run();
      }),
      { numRuns: 25, endOnFailure: true },
    );
    expect(lockedSubmits).toBeGreaterThan(0);
  });

  it('order states never go backwards and filled quantities never shrink', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const last = new Map<string, { state: OrderState; filled: bigint }>();
        chaos(seed, {
          watch: ({ effects }) => {
            for (const effect of effects) {
              if (effect.type !== 'RecordOrder') continue;
              const { clientOrderId, state, filledQty } = effect.order;
              const before = last.get(clientOrderId);
              if (before !== undefined) {
                expect(progressOf(state)).toBeGreaterThanOrEqual(progressOf(before.state));
                expect(filledQty >= before.filled).toBe(true);
              }
              last.set(clientOrderId, { state, filled: filledQty });
            }
          },
        }).run();
        expect(last.size).toBeGreaterThan(0);
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });

  it('once the wire has healed, our books are the venue’s books and no order was sent twice', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const sent: string[] = [];
        const session = chaos(seed, {
          onSubmit: (_, request) => sent.push(request.clientOrderId),
        });
        session.run();
        const { desk, venue } = session;
        const snapshot = venue.snapshot(desk.view.lastTs);
        for (const { symbol } of desk.view.feeds(desk.view.lastTs).map((feed) => feed.instrument)) {
          const ours = desk.view.positions().filter((row) => row.symbol === symbol);
          const theirs = snapshot.positions.find((row) => row.symbol === symbol)?.qty ?? 0n;
          expect(ours.reduce((net, row) => net + row.qty, 0n)).toBe(theirs);
        }
        expect(desk.view.totals.fills).toBe(snapshot.fills.length);
        expect(new Set(sent).size).toBe(sent.length);
        expect(desk.view.workingOrders().filter((order) => order.state === 'unknown')).toEqual([]);
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });

  it('the same events give the same effects, byte for byte', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const record = (): string[] => {
          const lines: string[] = [];
          const keep = (effects: readonly Effect[]) =>
            lines.push(
              JSON.stringify(effects, (_, value: unknown) =>
                typeof value === 'bigint' ? `${value}n` : value,
              ),
            );
          chaos(seed, { watch: ({ effects }) => keep(effects) }).run();
          return lines;
        };
        expect(record()).toEqual(record());
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });
});
