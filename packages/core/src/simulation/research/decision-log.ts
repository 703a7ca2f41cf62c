import type { EpochMs } from '../../kernel/clock.ts';
import { formatUnits, type Price } from '../../kernel/decimal.ts';
import type { Effect } from '../../model/effect.ts';
import type { Intent } from '../../model/intent.ts';
import type { Order } from '../../model/order.ts';

/** Something the desk has decided, as one line that is equal only where the decision is. */
export interface Decision {
  readonly ts: EpochMs;
  readonly text: string;
}

const priceText = (name: string, price: Price | undefined): string =>
  price === undefined ? '' : ` ${name} ${formatUnits(price)}`;

function intentText(intent: Intent): string {
  const { intentId, purpose, side, symbol, type, qty, exitReason, thesis } = intent;
  const prices = [
    priceText('at', intent.price),
    priceText('stop', intent.stopPrice),
    priceText('target', intent.targetPrice),
  ];
  const why = exitReason === undefined ? '' : ` (${exitReason})`;
  return `intent ${intentId}: ${purpose} ${side} ${formatUnits(qty)} ${symbol} ${type}${prices.join('')}${why}: ${thesis}`;
}

function orderText({ clientOrderId, side, qty, symbol, type, price }: Order): string {
  return `order ${clientOrderId}: ${side} ${formatUnits(qty)} ${symbol} ${type}${priceText('at', price)}`;
}

/**
 * What of the desk's effects is a decision: signals, intents, refusals and orders as they are first sent. What the venue
 * makes of them comes later and is not compared.
 */
export function decisionOf(effect: Effect): Decision | undefined {
  switch (effect.type) {
    case 'RecordSignal': {
      const { ts, side, purpose, symbol, thesis, entry_probability: chance } = effect.signal;
      return { ts, text: `signal: ${purpose} ${side} ${symbol}, chance ${chance}: ${thesis}` };
    }
    case 'RecordIntent':
      return { ts: effect.ts, text: intentText(effect.intent) };
    case 'RecordDenial': {
      const { ts, intentId, code, count } = effect.denial;
      return { ts, text: `refusal ${code} of ${intentId}, ${count} times` };
    }
    case 'RecordOrder': {
      const { order } = effect;
      const isNew = order.state === 'submitted' && order.tsUpdated === order.tsCreated;
      return isNew ? { ts: order.tsCreated, text: orderText(order) } : undefined;
    }
    default:
      return undefined;
  }
}
