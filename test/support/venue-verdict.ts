import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { formatMoney, formatUnits } from '@quarterdeck/core/kernel/decimal';
import type { Fill } from '@quarterdeck/core/model/fill';
import type { DeskMemory } from '@quarterdeck/db/memory';
import {
  listBookLogs,
  readVenueBook,
} from '../../apps/engine/src/adapters/simulated/read-venue-book.ts';
import type { EngineHome } from './engine-home.ts';

interface SentLine {
  readonly entries?: readonly {
    readonly type: string;
    readonly line?: {
      readonly kind: string;
      readonly request?: { readonly clientOrderId: string };
    };
  }[];
}

/** Client order ids in the order they were handed to the venue, repeats included: the raw lines, not the book made of them. */
function listSentOrderIds(home: EngineHome): string[] {
  return listBookLogs(home.venueFolder)
    .flatMap((path) => readFileSync(path, 'utf8').split('\n').slice(0, -1))
    .flatMap((line) => (JSON.parse(line) as SentLine).entries ?? [])
    .flatMap(({ type, line }) =>
      type === 'Sent' && line?.request !== undefined ? [line.request.clientOrderId] : [],
    );
}

const describeFill = (fill: Fill): string =>
  [
    fill.tradeId,
    fill.clientOrderId,
    fill.venueOrderId,
    fill.symbol,
    fill.side,
    formatUnits(fill.price),
    formatUnits(fill.qty),
    formatMoney(fill.fee),
    fill.liquidity,
    fill.tsEvent,
  ].join(' ');

const sum = (amounts: readonly bigint[]): bigint =>
  amounts.reduce((total, each) => total + each, 0n);

/** What was received minus what was paid: the profit of a flat account, needs no accounting method. */
const cashOf = (fills: readonly Fill[]): bigint =>
  sum(fills.map(({ side, price, qty }) => (side === 'sell' ? price * qty : -price * qty)));

function netBySymbol(rows: readonly { symbol: string; qty: bigint }[]): Record<string, string> {
  const nets = new Map<string, bigint>();
  for (const { symbol, qty } of rows) nets.set(symbol, (nets.get(symbol) ?? 0n) + qty);
  return Object.fromEntries(
    [...nets]
      .filter(([, qty]) => qty !== 0n)
      .map(([symbol, qty]): [string, string] => [symbol, String(qty)])
      .sort(),
  );
}

function judgeOrders(home: EngineHome, memory: DeskMemory): void {
  const sent = listSentOrderIds(home);
  expect(sent, 'an order was handed to the venue twice').toEqual([...new Set(sent)]);
  const rows = memory.database.sqlite
    .prepare<[], { client_order_id: string; intent_id: string }>(
      'SELECT client_order_id, intent_id FROM orders',
    )
    .all();
  const intentOf = new Map(rows.map((row) => [row.client_order_id, row.intent_id]));
  expect(
    sent.filter((id) => !intentOf.has(id)),
    'left without being stored',
  ).toEqual([]);
  const intents = sent.map((id) => intentOf.get(id));
  expect(intents, 'two orders for one intent').toEqual([...new Set(intents)]);
}

function judgeMoney(memory: DeskMemory, fills: readonly Fill[]): void {
  const { totals, positions } = memory.restoredState();
  const booked = memory.listFills({ limit: 1_000_000 });
  const fees = sum(fills.map(({ fee }) => fee));
  // Every quote currency of these desks counts one to one in the account's.
  const realised = cashOf(fills) + sum(positions.map(({ costQuote }) => costQuote));
  expect(totals.fills, 'fills counted').toBe(fills.length);
  expect(formatMoney(totals.fees), 'fees').toBe(formatMoney(fees as never));
  expect(formatMoney(totals.realised), 'realised').toBe(formatMoney(realised as never));
  const net = formatMoney((realised - fees) as never);
  expect(formatMoney(totals.net), 'net').toBe(net);
  expect(formatMoney(sum(booked.map((fill) => fill.net)) as never), 'sum over fills').toBe(net);
  const open = sum(positions.map((position) => position.realised - position.fees));
  const closed = sum(memory.listTrades(1_000_000).map((trade) => trade.net));
  expect(formatMoney((open + closed) as never), 'sum over trades').toBe(net);
}

/** How much there was to judge; a verdict over nothing proves nothing. */
export interface Verdict {
  readonly fills: number;
  readonly orders: number;
  readonly openPositions: number;
}

/**
 * Holds the tables against the venue's own book. Call while nothing is on its way.
 * No order twice, no fill lost or booked twice, positions and profit equal to the last digit.
 */
export function judgeByVenueBook(home: EngineHome): Verdict {
  const book = readVenueBook(home.venueFolder);
  return home.withTables((memory) => {
    expect(book.inFlight, 'still on the line').toEqual([]);
    judgeOrders(home, memory);
    const booked = memory.listFills({ limit: 1_000_000 }).map(describeFill).sort();
    expect(booked, 'fills').toEqual(book.fills.map(describeFill).sort());
    const { positions } = memory.restoredState();
    expect(netBySymbol(positions), 'positions').toEqual(netBySymbol(book.positions));
    judgeMoney(memory, book.fills);
    expect(memory.verifyAuditChain(), 'audit chain').toBeUndefined();
    return {
      fills: book.fills.length,
      orders: book.orders.length,
      openPositions: positions.length,
    };
  });
}
