import { asQty, formatMoney, formatUnits, type Money } from '@quarterdeck/core/kernel/decimal';
import type { DeskView } from '@quarterdeck/core/model/desk-view';
import type { Effect } from '@quarterdeck/core/model/effect';
import type { BookedFill, Fill } from '@quarterdeck/core/model/fill';
import type { LedgerTotals } from '@quarterdeck/core/model/restored';
import type { ComplaintBook } from './complaint-book.ts';
import type { SoakBooks } from './soak-books.ts';

const COMPARED = ['venueOrderId', 'side', 'price', 'qty', 'fee', 'liquidity', 'tsEvent'] as const;

const text = (amount: bigint): string => formatMoney(amount as Money);

const sum = (rows: readonly { readonly net: bigint }[]): bigint =>
  rows.reduce((total, { net }) => total + net, 0n);

/** After every fill: total = symbols = strategies = fills = what the venue's own fills come to. */
export class BookWatch {
  readonly #complaints: ComplaintBook;
  readonly #books: SoakBooks;

  constructor(complaints: ComplaintBook, books: SoakBooks) {
    this.#complaints = complaints;
    this.#books = books;
  }

  see(view: DeskView, effects: readonly Effect[]): void {
    let last: { readonly fill: BookedFill; readonly totals: LedgerTotals } | undefined;
    for (const effect of effects) {
      if (effect.type !== 'RecordFill') continue;
      this.#book(effect.fill);
      last = effect;
    }
    if (last !== undefined) this.#compare(view, last.totals, last.fill);
  }

  #book(fill: BookedFill): void {
    const venues = this.#books.book(fill);
    const name = `fill ${fill.tradeId} of ${fill.clientOrderId}`;
    if (venues === undefined) {
      this.#complaints.complain(`${name} stands in the venue's book and is booked once`, 'not so');
      return;
    }
    const differing = differingKey(venues, fill);
    if (differing === undefined) return;
    this.#complaints.complain(
      `${name}: ${differing} ${String(venues[differing])}`,
      String(fill[differing]),
    );
  }

  #compare(view: DeskView, totals: LedgerTotals, fill: BookedFill): void {
    const books = this.#books;
    this.#equal('total as the sum over symbols', sum(totals.bySymbol), totals.net);
    this.#equal('total as the sum over strategies', sum(totals.byStrategy), totals.net);
    this.#equal('total as the sum over fills', books.total.net, totals.net);
    const ofSymbol = totals.bySymbol.find(({ symbol }) => symbol === fill.symbol)?.net ?? 0n;
    this.#equal(`net of ${fill.symbol}`, books.ofSymbol(fill.symbol).net, ofSymbol);
    const ofStrategy = totals.byStrategy.find(({ strategyId }) => strategyId === fill.strategyId);
    const { net } = books.ofStrategy(fill.strategyId);
    this.#equal(`net of ${fill.strategyId}`, net, ofStrategy?.net ?? 0n);
    let cost = 0n;
    let qty = 0n;
    for (const position of view.positions()) {
      cost += position.costQuote;
      if (position.symbol === fill.symbol) qty += position.qty;
    }
    const { cash, fees } = books.total;
    this.#equal("total as the venue's cash, open cost and fees", cash + cost - fees, totals.net);
    const held = books.ofSymbol(fill.symbol).qty;
    if (held === qty) return;
    this.#complaints.complain(
      `${formatUnits(asQty(held))} ${fill.symbol} by the fills`,
      formatUnits(asQty(qty)),
    );
  }

  #equal(what: string, expected: bigint, found: bigint): void {
    if (expected !== found) this.#complaints.complain(`${what} ${text(expected)}`, text(found));
  }
}

const differingKey = (venues: Fill, own: BookedFill): (typeof COMPARED)[number] | undefined =>
  COMPARED.find((key) => venues[key] !== own[key]);
