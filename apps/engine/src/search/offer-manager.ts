import type { Offer } from '@quarterdeck/core/contract/search-detail.schema';
import type { OfferEnd, OfferHandle, OfferOrder, StartOffer } from './offer-order.ts';

/** Ended ones kept; what they led to stands in the store. */
const KEPT = 100;

export interface OfferManagerOptions {
  readonly startOffer: StartOffer;
  readonly newId: () => string;
  readonly places: OfferOrder['places'];
}

function outcomeOf(end: OfferEnd): Pick<Offer, 'state' | 'text'> {
  switch (end.type) {
    case 'proposed':
      return { state: 'proposed', text: null };
    case 'refused':
      return { state: 'refused', text: end.text };
    case 'failed':
      return { state: 'failed', text: end.error };
  }
}

/** Makes proposals of trials a person has chosen, one at a time, each in a process of its own. */
export class OfferManager {
  readonly #options: OfferManagerOptions;
  #offers: readonly Offer[] = [];
  #working: { readonly handle: OfferHandle; readonly over: Promise<void> } | undefined;

  constructor(options: OfferManagerOptions) {
    this.#options = options;
  }

  /** Newest first. */
  list(searchId: string): readonly Offer[] {
    return this.#offers.filter((offer) => offer.searchId === searchId);
  }

  /** What is being worked on. */
  working(): Offer | undefined {
    return this.#offers.find(({ state }) => state === 'working');
  }

  /** Not while one is worked on. Begun when it returns; `list` says what came of it. */
  start(wish: Pick<OfferOrder, 'searchId' | 'trial' | 'inEffect'>): Offer {
    const { searchId, trial } = wish;
    const { startOffer, newId, places } = this.#options;
    const proposalId = newId();
    const offer: Offer = { searchId, trial, state: 'working', proposalId: null, text: null };
    const others = this.#offers.filter((each) => !isSame(each, offer));
    this.#offers = [offer, ...others].slice(0, KEPT);
    const handle = startOffer({ ...wish, proposalId, places });
    const over = handle.ended.then((end) => this.#end(offer, end, proposalId));
    this.#working = { handle, over };
    return offer;
  }

  async close(): Promise<void> {
    this.#working?.handle.stop();
    await this.#working?.over;
  }

  #end(offer: Offer, end: OfferEnd, proposalId: string): void {
    const ended = {
      ...offer,
      ...outcomeOf(end),
      proposalId: end.type === 'proposed' ? proposalId : null,
    };
    this.#offers = this.#offers.map((each) => (isSame(each, offer) ? ended : each));
    this.#working = undefined;
  }
}

const isSame = (one: Offer, other: Offer): boolean =>
  one.searchId === other.searchId && one.trial === other.trial;
