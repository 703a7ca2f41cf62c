import type { ClientOrderId, VenueOrderId } from '@quarterdeck/core/kernel/ids';
import { asQty, ZERO_QTY, type Qty } from '@quarterdeck/core/kernel/decimal';
import type { VenueOrder } from '@quarterdeck/core/model/venue-report';
import type { BookEntry } from '@quarterdeck/core/simulation/book-entry';

/** How far an order is at the venue. */
export interface VenueStep {
  readonly venueOrderId: VenueOrderId;
  status: VenueOrder['status'];
  filledQty: Qty;
}

/** Every order the venue ever heard of, from its book and never from its reports. */
export class VenueOrders {
  readonly byId = new Map<ClientOrderId, VenueStep>();
  readonly #sizes = new Map<ClientOrderId, Qty>();

  listen(entries: readonly BookEntry[]): void {
    for (const entry of entries) this.#take(entry);
  }

  #take(entry: BookEntry): void {
    if (entry.type === 'Accepted' || entry.type === 'Rejected') {
      const { request, venueOrderId } = entry;
      const status = entry.type === 'Accepted' ? 'open' : 'rejected';
      this.byId.set(request.clientOrderId, { venueOrderId, status, filledQty: ZERO_QTY });
      this.#sizes.set(request.clientOrderId, request.qty);
    } else if (entry.type === 'Filled') this.#fill(entry.fill);
    else if (entry.type === 'Ended') {
      const step = this.byId.get(entry.clientOrderId);
      if (step !== undefined) step.status = entry.status;
    }
  }

  #fill({ clientOrderId, qty }: { readonly clientOrderId: ClientOrderId; readonly qty: Qty }) {
    const step = this.byId.get(clientOrderId);
    if (step === undefined) return;
    step.filledQty = asQty(step.filledQty + qty);
    if (step.filledQty === this.#sizes.get(clientOrderId)) step.status = 'filled';
  }
}
