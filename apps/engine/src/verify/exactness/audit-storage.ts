import { formatMoney, type Money } from '@quarterdeck/core/kernel/decimal';
import type { Position } from '@quarterdeck/core/model/position';
import type { DeskView } from '@quarterdeck/core/model/desk-view';
import { writeCanonical } from '../../runtime/journal/write-canonical.ts';
import type { Storage } from '../../runtime/start/open-storage.ts';
import type { Findings } from '../findings.ts';

interface StorageAudit {
  readonly findings: Findings;
  readonly storage: Pick<Storage, 'memory' | 'recomputeFills'>;
  readonly view: DeskView;
  /** In words, for the offenders. */
  readonly where: string;
}

const text = (amount: bigint): string => formatMoney(amount as Money);

/** What stands in the tables against what the desk has in memory; call after a commit, while nothing is on its way. */
export function auditStorage({ findings, storage, view, where }: StorageAudit): void {
  const stored = storage.memory.restoredState();
  const equal = (what: string, expected: unknown, found: unknown): void => {
    findings.equal('exactness.stored', {
      where: `${where}: ${what}`,
      expected: writeCanonical(expected),
      found: writeCanonical(found),
    });
  };
  // A best price that moves no stop is stored with the position's next record: nothing but the agent reads it.
  const byId = (rows: readonly Position[]) =>
    rows
      .map(({ bestPrice: _best, ...kept }) => kept)
      .toSorted((left, right) => (left.positionId < right.positionId ? -1 : 1));
  equal('totals', view.totals, stored.totals);
  equal('positions', byId(view.positions()), byId(stored.positions));
  equal('lock', view.lock, stored.lock);
}

/** All sums once more in SQL over the stored fills; the desk's total has to be the same to the last digit. */
export function auditBySql({ findings, storage, view, where }: StorageAudit): void {
  const sums = storage.recomputeFills();
  const { totals } = view;
  const equal = (what: string, expected: bigint, found: bigint): void => {
    findings.look('exactness.sql', expected === found, () => ({
      where: `${where}: ${what}`,
      expected: text(expected),
      found: text(found),
    }));
  };
  const cost = view.positions().reduce((sum, { costQuote }) => sum + costQuote, 0n);
  equal('fills', BigInt(sums.count), BigInt(totals.fills));
  equal('net', sums.net, totals.net);
  equal('realised', sums.realised, totals.realised);
  equal('fees', sums.fees, totals.fees);
  equal('cash and open cost', sums.cash + cost, totals.realised);
  for (const { symbol, net } of totals.bySymbol)
    equal(symbol, sums.bySymbol.get(symbol) ?? 0n, net);
  for (const { strategyId, net } of totals.byStrategy)
    equal(strategyId, sums.byStrategy.get(strategyId) ?? 0n, net);
}
