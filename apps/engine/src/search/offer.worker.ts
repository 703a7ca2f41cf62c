import { constants, setPriority } from 'node:os';
import { systemClock } from '../adapters/system/system-clock.ts';
import { makeOffer } from './make-offer.ts';
import type { OfferEnd, OfferOrder } from './offer-order.ts';

async function work(order: OfferOrder): Promise<void> {
  const failed = (error: unknown): OfferEnd => ({
    type: 'failed',
    error: error instanceof Error ? error.message : String(error),
  });
  const end = await makeOffer(order, systemClock).catch(failed);
  process.send?.(end, undefined, undefined, () => process.disconnect());
}

// Ticks and the lock go first, also where both cores are busy.
setPriority(constants.priority.PRIORITY_LOW);
process.once('message', (order: OfferOrder) => void work(order));
// An engine that is gone waits for no proposal.
process.once('disconnect', () => process.exit(0));
