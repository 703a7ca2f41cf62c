import type { Desk } from '@quarterdeck/core/desk-contract';
import { asMoney, moneyToFloat } from '@quarterdeck/core/kernel/decimal';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { BookedFill } from '@quarterdeck/core/model/fill';
import type { LedgerTotals } from '@quarterdeck/core/model/restored';

/** What a broken ledger would say instead of the right sums. */
type Falsify = (totals: LedgerTotals, fill: BookedFill) => LedgerTotals;

/** The defect of the source system: each fill overwrites the symbol's figure instead of adding to it. */
export const overwriteSymbols = (): Falsify => {
  const last = new Map<string, BookedFill['net']>();
  return (totals, fill) => {
    last.set(fill.symbol, fill.net);
    const bySymbol = totals.bySymbol.map((row) => ({
      ...row,
      net: last.get(row.symbol) ?? row.net,
    }));
    return { ...totals, bySymbol };
  };
};

const MONEY_UNIT = 1e16;

/** A ledger that adds up in floats. */
export const addAsFloat = (): Falsify => {
  let net: number | undefined;
  return (totals, fill) => {
    net = net === undefined ? moneyToFloat(totals.net) : net + moneyToFloat(fill.net);
    return { ...totals, net: asMoney(BigInt(Math.round(net * MONEY_UNIT))) };
  };
};

/** The desk with other sums in what it stores and in what it shows. */
export function falsifyTotals(desk: Desk, falsify: Falsify): Desk {
  let shown: LedgerTotals | undefined;
  const change = (effect: Effect): Effect => {
    if (effect.type !== 'RecordFill') return effect;
    shown = falsify(effect.totals, effect.fill);
    return { ...effect, totals: shown };
  };
  const view = Object.create(desk.view, {
    totals: { get: () => shown ?? desk.view.totals },
  }) as Desk['view'];
  return {
    view,
    agent: desk.agent,
    mayLeave: (clientOrderId) => desk.mayLeave(clientOrderId),
    handle: (event) => desk.handle(event).map(change),
  };
}
