import { customType } from 'drizzle-orm/sqlite-core';
import {
  asPrice,
  asQty,
  asRate,
  formatMoney,
  formatUnits,
  money,
  rate,
  signedQty,
  type Money,
  type Price,
  type Qty,
  type Rate,
} from '@quarterdeck/core/kernel/decimal';

// Decimals are stored as their shortest exact text: readable with any tool, and no float can touch them.

export const priceColumn = customType<{ data: Price; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => formatUnits(value),
  fromDriver: (text) => asPrice(signedQty(text)),
});

/** Signed base units. */
export const qtyColumn = customType<{ data: Qty; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => formatUnits(value),
  fromDriver: (text) => asQty(signedQty(text)),
});

export const moneyColumn = customType<{ data: Money; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => formatMoney(value),
  fromDriver: (text) => money(text),
});

export const rateColumn = customType<{ data: Rate; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => formatMoney(value),
  fromDriver: (text) => asRate(rate(text)),
});
