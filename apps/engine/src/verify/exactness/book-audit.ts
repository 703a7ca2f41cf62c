import type { Desk } from '@quarterdeck/core/desk-contract';
import { formatMoney, type Money } from '@quarterdeck/core/kernel/decimal';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { DeskEvent } from '@quarterdeck/core/model/event';
import type { BookedFill, Fill } from '@quarterdeck/core/model/fill';
import type { LedgerTotals } from '@quarterdeck/core/model/restored';
import type { CriterionId } from '../criteria.ts';
import { listenToDesk } from '../engine/listen-to-desk.ts';
import type { Findings } from '../findings.ts';
import type { VenueMirror } from './venue-mirror.ts';

const COMPARED = [
  'tradeId',
  'clientOrderId',
  'venueOrderId',
  'symbol',
  'side',
  'price',
  'qty',
  'fee',
  'liquidity',
  'tsEvent',
] as const satisfies readonly (keyof Fill)[];

const text = (amount: bigint): string => formatMoney(amount as Money);

const sum = (rows: readonly { readonly net: bigint }[]): bigint =>
  rows.reduce((total, { net }) => total + net, 0n);

/**
 * Stands between dispatcher and desk and, after every fill, holds the desk's figures against its own sums and against
 * the venue's book. Every currency of the desk it audits counts one to one in the account's.
 */
export class BookAudit {
  readonly #findings: Findings;
  readonly #mirror: VenueMirror;
  /** Own sums over what was booked, by name. */
  readonly #bySymbol = new Map<string, bigint>();
  readonly #byStrategy = new Map<string, bigint>();
  #net = 0n;
  fills = 0;

  constructor(findings: Findings, mirror: VenueMirror) {
    this.#findings = findings;
    this.#mirror = mirror;
  }

  get net(): bigint {
    return this.#net;
  }

  /** A desk that is looked at after each event; it behaves as the one it is given. */
  wrap(desk: Desk): Desk {
    return listenToDesk(desk, (event, effects) => {
      this.look(desk, event, effects);
    });
  }

  look(desk: Desk, { seq }: Pick<DeskEvent, 'seq'>, effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.type === 'RecordFill') this.#book(effect.fill, seq);
    }
    const last = effects.findLast(({ type }) => type === 'RecordFill');
    if (last?.type === 'RecordFill') this.#compare(desk, { ...last, seq });
  }

  #book(fill: BookedFill, seq: number): void {
    this.fills += 1;
    this.#net += fill.net;
    add(this.#bySymbol, fill.symbol, fill.net);
    add(this.#byStrategy, fill.strategyId, fill.net);
    const own = this.#mirror.take(fill);
    const differing =
      own === undefined ? undefined : COMPARED.find((key) => own[key] !== fill[key]);
    this.#findings.look('exactness.venue_book', own !== undefined && !differing, () => ({
      where: `event ${seq}, fill ${fill.tradeId} of ${fill.clientOrderId}`,
      expected: differing
        ? `${differing} ${String(own?.[differing])}`
        : 'booked once, as the venue has it',
      found: differing
        ? String(fill[differing])
        : 'a fill that the venue does not have, or has once',
    }));
  }

  #compare(
    desk: Desk,
    seen: { readonly totals: LedgerTotals; readonly fill: BookedFill; readonly seq: number },
  ): void {
    const { totals, fill, seq } = seen;
    const where = `event ${seq}, after fill ${fill.tradeId}`;
    const equal = (id: CriterionId, expected: bigint, found: bigint): void => {
      this.#findings.noteError(expected, found);
      this.#findings.look(id, expected === found, () => ({
        where,
        expected: text(expected),
        found: text(found),
      }));
    };
    equal('exactness.symbols', totals.net, sum(totals.bySymbol));
    equal('exactness.strategies', totals.net, sum(totals.byStrategy));
    equal('exactness.fills', this.#net, totals.net);
    for (const row of totals.bySymbol) {
      if (row.symbol === fill.symbol)
        equal('exactness.symbols', this.#bySymbol.get(row.symbol) ?? 0n, row.net);
    }
    for (const row of totals.byStrategy) {
      if (row.strategyId === fill.strategyId)
        equal('exactness.strategies', this.#byStrategy.get(row.strategyId) ?? 0n, row.net);
    }
    this.#compareWithVenue(desk, { totals, fill, equal });
  }

  /** Cash at the venue, the cost of what is still open and fees explain the profit, with no accounting method between. */
  #compareWithVenue(
    desk: Desk,
    seen: {
      readonly totals: LedgerTotals;
      readonly fill: BookedFill;
      readonly equal: (id: CriterionId, expected: bigint, found: bigint) => void;
    },
  ): void {
    const { totals, fill, equal } = seen;
    let cost = 0n;
    let qty = 0n;
    for (const position of desk.view.positions()) {
      cost += position.costQuote;
      if (position.symbol === fill.symbol) qty += position.qty;
    }
    equal('exactness.venue_book', this.#mirror.cash + cost - this.#mirror.fees, totals.net);
    equal('exactness.venue_book', this.#mirror.of(fill.symbol).qty, qty);
  }
}

function add(sums: Map<string, bigint>, name: string, amount: bigint): void {
  sums.set(name, (sums.get(name) ?? 0n) + amount);
}
