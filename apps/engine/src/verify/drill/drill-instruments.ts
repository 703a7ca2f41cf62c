import { money, price, qty } from '@quarterdeck/core/kernel/decimal';
import { asSymbolId } from '@quarterdeck/core/kernel/ids';
import type { Instrument } from '@quarterdeck/core/model/instrument';

/** The three of the source system's proof; what comes behind them is made up. */
const NAMED = ['BTC', 'ETH', 'XAU'] as const;

export interface DrillInstrument extends Instrument {
  /** Where its price starts, in whole units of 1e-8. */
  readonly firstPrice: bigint;
}

const FIRST_PRICES: Readonly<Record<string, string>> = {
  BTC: '64250.50',
  ETH: '3120.25',
  XAU: '2410.75',
};

const madeUp = (index: number): string => `D${String(index).padStart(3, '0')}`;

/** `count` instruments against the dollar, always the same ones. */
export function drillInstruments(count: number): readonly DrillInstrument[] {
  return Array.from({ length: count }, (_, index) => {
    const base = NAMED[index] ?? madeUp(index);
    return {
      symbol: asSymbolId(`${base}/USD`),
      base,
      quote: 'USD',
      tickSize: price('0.01'),
      lotSize: qty('0.0001'),
      minQty: qty('0.0001'),
      minNotional: money('1'),
      calendar: 'always',
      firstPrice: price(FIRST_PRICES[base] ?? `${100 + ((index * 37) % 900)}.25`),
    };
  });
}
