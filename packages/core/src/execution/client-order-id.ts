import { asClientOrderId, type ClientOrderId, type IntentId } from '../kernel/ids.ts';

/**
 * One intent, one id: sending a decision a second time would carry the same id and be refused.
 * At most 32 characters of [a-z0-9-], within what Binance (36) and OANDA (128) take.
 */
export function clientOrderIdOf(deskId: string, intentId: IntentId): ClientOrderId {
  return asClientOrderId(`qd-${deskId}-${intentId}`);
}

/** Whether an id was made by this desk. */
export const isOwnOrderId = (deskId: string, clientOrderId: ClientOrderId): boolean =>
  clientOrderId.startsWith(`qd-${deskId}-`);
