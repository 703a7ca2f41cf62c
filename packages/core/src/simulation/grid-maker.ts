import { asPrice, asQty, type Price, type Qty } from '../kernel/decimal.ts';
import type { Instrument } from '../model/instrument.ts';

/** Turns whole ticks and lots, held as numbers, into exact prices and quantities. */
export interface GridMaker {
  /** One tick as a float price. */
  readonly tick: number;
  readonly lot: number;
  price(ticks: number): Price;
  /** At least one lot. */
  qty(lots: number): Qty;
}

/** A number product below this is exact; above it the multiplication has to be done in bigint. */
const EXACT = Number.MAX_SAFE_INTEGER;

function multiple(count: number, step: bigint, stepNumber: number): bigint {
  const product = count * stepNumber;
  return product < EXACT ? BigInt(product) : BigInt(count) * step;
}

export function createGridMaker(instrument: Instrument): GridMaker {
  const { tickSize, lotSize } = instrument;
  const tickNumber = Number(tickSize);
  const lotNumber = Number(lotSize);
  return {
    tick: tickNumber / 1e8,
    lot: lotNumber / 1e8,
    price: (ticks) => asPrice(multiple(ticks, tickSize, tickNumber)),
    qty: (lots) => asQty(multiple(Math.max(1, Math.round(lots)), lotSize, lotNumber)),
  };
}
