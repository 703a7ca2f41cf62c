import fc from 'fast-check';
import { asMoney, asPrice, asQty } from '@quarterdeck/core/kernel/decimal';
import {
  asClientOrderId,
  asPositionId,
  asStrategyId,
  asSymbolId,
  asTradeId,
  asVenueOrderId,
} from '@quarterdeck/core/kernel/ids';
import type { Side } from '@quarterdeck/core/model/tick';

// What events are made of: any number, any text, among them what a line of the journal could stumble over.

const units = fc.bigInt({ min: -(10n ** 23n), max: 10n ** 23n });
export const price = units.map(asPrice);
export const qty = units.map(asQty);
export const money = fc.bigInt({ min: -(10n ** 31n), max: 10n ** 31n }).map(asMoney);
const LATEST_MS = 4_000_000_000_000;
/** A simulated latency may be a fraction of a millisecond. */
export const ts = fc.oneof(
  fc.integer({ min: 0, max: LATEST_MS }),
  fc.double({ min: 0, max: LATEST_MS, noNaN: true }),
);
/** Among them what our own tagging uses. */
export const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', '#', '##', '#12', '#-3', '#fNaN', '\n', '\u2028', '["q",1]'),
);
export const figure = fc.oneof(text, fc.double(), fc.constant(-0));
export const numbers = fc.dictionary(text, figure, { noNullPrototype: true, maxKeys: 4 });
export const side = fc.constantFrom<Side>('buy', 'sell');
export const symbol = fc
  .oneof(fc.constantFrom('BTC/USDT', 'USD/JPY'), text)
  .map((name) => asSymbolId(name));
export const clientOrderId = text.map(asClientOrderId);
export const venueOrderId = text.map(asVenueOrderId);
export const positionId = text.map(asPositionId);
export const strategyId = text.map(asStrategyId);
export const tradeId = text.map(asTradeId);
