import { asMoney, asPrice, asQty, RATE_ONE, rate } from '@quarterdeck/core/kernel/decimal';
import {
  asClientOrderId,
  asPositionId,
  asStrategyId,
  asSymbolId,
  asTradeId,
  asVenueOrderId,
} from '@quarterdeck/core/kernel/ids';
import { ensureDefined } from '@quarterdeck/core/kernel/ensure';
import { createRng, type Rng } from '@quarterdeck/core/kernel/rng';
import type { Fill } from '@quarterdeck/core/model/fill';
import { Ledger } from '@quarterdeck/core/portfolio/ledger';
import { PositionBook, type OpeningTerms } from '@quarterdeck/core/portfolio/position-book';
import type { BenchContext, Figure, Measure } from '../measure.ts';
import { measureRate } from '../repeat.ts';

const SYMBOLS = ['BTC/USDT', 'ETH/USDT', 'XAU/USD', 'USD/JPY'].map(asSymbolId);
const STRATEGIES = ['scalp_ping_5s', 'scalp_tick_imbalance', 'scalp_macd_rsi_div'].map(
  asStrategyId,
);
const YEN_RATE = rate('0.0067567567567568');
const SEED = 7;

interface Execution {
  readonly fill: Fill;
  readonly terms: OpeningTerms;
}

/** Positions of a session: opened by one fill or two, closed by one or two, then opened again. */
const SHARES = [
  ['open', 1],
  ['add', 0.6],
  ['close', 0.4],
  ['close', 1],
] as const;

interface Seat {
  readonly symbol: Fill['symbol'];
  readonly strategyId: OpeningTerms['strategyId'];
  step: number;
  held: bigint;
  isLong: boolean;
}

const SEATS = SYMBOLS.flatMap((symbol) => STRATEGIES.map((strategyId) => ({ symbol, strategyId })));

function sizeOf(seat: Seat, rng: Rng): bigint {
  const [kind, share] = SHARES[seat.step % SHARES.length] ?? SHARES[0];
  if (kind === 'close' && share === 1) return seat.held;
  if (kind === 'close') return BigInt(Math.round(Number(seat.held) * share));
  return BigInt(1_000_000 + Math.floor(rng.next() * share * 20_000_000));
}

function executionOf(seat: Seat, index: number, rng: Rng): Execution {
  const [kind] = SHARES[seat.step % SHARES.length] ?? SHARES[0];
  if (kind === 'open') seat.isLong = rng.next() < 0.5;
  const size = asQty(sizeOf(seat, rng));
  const price = asPrice(BigInt(6_200_000 + Math.floor(rng.next() * 60_000)) * 1_000_000n);
  seat.held += kind === 'close' ? -size : size;
  seat.step += 1;
  const fill: Fill = {
    tradeId: asTradeId(String(index).padStart(12, '0')),
    clientOrderId: asClientOrderId(`order-${index}`),
    venueOrderId: asVenueOrderId(String(index)),
    symbol: seat.symbol,
    side: seat.isLong === (kind !== 'close') ? 'buy' : 'sell',
    price,
    qty: size,
    fee: asMoney((price * size) / 5_000n),
    liquidity: 'taker',
    tsEvent: index,
  };
  const terms: OpeningTerms = {
    positionId: asPositionId(`p-${index}`),
    strategyId: seat.strategyId,
    entry_probability: 0.5,
    entry_units_intent: size,
    thesis: 'bench',
    stopPrice: price,
  };
  return { fill, terms };
}

function executions(count: number): readonly Execution[] {
  const rng = createRng(SEED);
  const seats: Seat[] = SEATS.map((seat) => ({ ...seat, step: 0, held: 0n, isLong: true }));
  return Array.from({ length: count }, (_, index) => {
    const seat = ensureDefined(seats[Math.floor(rng.next() * seats.length)], 'seat');
    return executionOf(seat, index, rng);
  });
}

/** As the desk books a fill: position, ledger, both checks that the books tie out. */
function bookAll(all: readonly Execution[]): number {
  const ledger = new Ledger();
  const positions = new PositionBook();
  for (const { fill, terms } of all) {
    const { booked, closed } = positions.book(
      fill,
      terms,
      fill.symbol === 'USD/JPY' ? YEN_RATE : RATE_ONE,
    );
    ledger.book(booked);
    ledger.ensureCashAgrees(fill.symbol, positions.openCostOf(fill.symbol));
    if (closed !== undefined) ledger.countTrade(closed.strategyId, closed.net);
  }
  return all.length;
}

function run({ ports, isQuick }: BenchContext): Figure {
  const all = executions(isQuick ? 50_000 : 200_000);
  const figure = measureRate({
    clock: ports.clock,
    times: isQuick ? 3 : 9,
    work: () => bookAll(all),
  });
  return { ...figure, details: { ...figure.details, fills: all.length } };
}

/** Exact booking with every invariant checked after every fill. */
export const ledgerFills: Measure = {
  name: 'ledger.fills_per_s',
  unit: 'fills/s',
  goal: { reach: 200_000, direction: 'at_least' },
  run,
};
