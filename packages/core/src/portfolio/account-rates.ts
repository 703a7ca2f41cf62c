import {
  asPrice,
  directRate,
  inverseRate,
  moneyToFloat,
  RATE_ONE,
  type Price,
  type Rate,
} from '../kernel/decimal.ts';
import type { SymbolId } from '../kernel/ids.ts';
import type { Currency, Instrument } from '../model/instrument.ts';
import type { Quote } from '../model/tick.ts';

export interface AccountRates {
  /** Learns a conversion when the quote is of a pair that holds the account currency. */
  applyQuote(quote: Quote): void;
  /** Account currency per quote currency of the instrument; absent until its pair has been quoted. */
  rateOf(symbol: SymbolId): Rate | undefined;
  /** The same where no quote can change it: the account's own currency and those pegged to it. */
  fixedRateOf(symbol: SymbolId): Rate | undefined;
  /** The same as a float, for sizing in brains; 0 when unknown. */
  floatRateOf(symbol: SymbolId): number;
  /** Rises with every rate that changes. */
  readonly version: number;
}

interface Conversion {
  readonly currency: Currency;
  readonly convert: (mid: Price) => Rate;
}

function conversionOf(instrument: Instrument, account: Currency): Conversion | undefined {
  if (instrument.base === account) return { currency: instrument.quote, convert: inverseRate };
  if (instrument.quote === account) return { currency: instrument.base, convert: directRate };
  return undefined;
}

interface RateSlot {
  readonly isFixed: boolean;
  exact: Rate | undefined;
  float: number;
}

/** One slot a currency, shared by all instruments quoted in it. */
export function createAccountRates(options: {
  readonly accountCurrency: Currency;
  readonly pegged: readonly Currency[];
  readonly instruments: readonly Instrument[];
}): AccountRates {
  const slots = new Map<Currency, RateSlot>();
  const fixed = new Set([options.accountCurrency, ...options.pegged]);
  const slotOf = (currency: Currency): RateSlot => {
    const known = slots.get(currency);
    if (known !== undefined) return known;
    const isFixed = fixed.has(currency);
    const slot: RateSlot = {
      isFixed,
      exact: isFixed ? RATE_ONE : undefined,
      float: isFixed ? 1 : 0,
    };
    slots.set(currency, slot);
    return slot;
  };
  const quoted = new Set(options.instruments.map(({ quote }) => quote));
  const bySymbol = new Map<SymbolId, RateSlot>();
  const learning = new Map<SymbolId, { slot: RateSlot; convert: (mid: Price) => Rate }>();
  for (const instrument of options.instruments) {
    bySymbol.set(instrument.symbol, slotOf(instrument.quote));
    const conversion = conversionOf(instrument, options.accountCurrency);
    if (conversion === undefined || fixed.has(conversion.currency)) continue;
    // A rate that nothing is quoted in would be worked out at every quote and never asked for.
    if (!quoted.has(conversion.currency)) continue;
    const slot = slotOf(conversion.currency);
    learning.set(instrument.symbol, { slot, convert: conversion.convert });
  }
  let version = 0;
  return {
    get version() {
      return version;
    },
    applyQuote: (quote) => {
      const target = learning.get(quote.symbol);
      if (target === undefined) return;
      target.slot.exact = target.convert(asPrice((quote.bid + quote.ask) / 2n));
      target.slot.float = moneyToFloat(target.slot.exact);
      version += 1;
    },
    rateOf: (symbol) => bySymbol.get(symbol)?.exact,
    fixedRateOf: (symbol) => {
      const slot = bySymbol.get(symbol);
      return slot?.isFixed === true ? slot.exact : undefined;
    },
    floatRateOf: (symbol) => bySymbol.get(symbol)?.float ?? 0,
  };
}
